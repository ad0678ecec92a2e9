package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import java.util.ArrayList;
import java.util.List;

/// The JSON of a value as a schema that was rewritten for a vendor wants it.
final class AsSent {
    private AsSent() {}

    static Json of(Json value, JsonSchema sent) {
        Json root = Json.of(sent.tree());
        return of(value, root, root);
    }

    /// A value as a vendor's schema has it: a map as its entries where the schema says a list.
    private static Json of(Json value, Json schema, Json root) {
        Json form = resolved(schema, root);
        return switch (value) {
            case Json.Obj(var members) when "array".equals(word(form, "type")) ->
                    new Json.Arr(
                            members.stream()
                                    .map(
                                            m ->
                                                    (Json)
                                                            new Json.Obj(
                                                                    List.of(
                                                                            new Json.Member(
                                                                                    "key",
                                                                                    new Json.Str(
                                                                                            m
                                                                                                    .name())),
                                                                            new Json.Member(
                                                                                    "value",
                                                                                    of(
                                                                                            m
                                                                                                    .value(),
                                                                                            field(
                                                                                                    field(
                                                                                                            field(
                                                                                                                    form,
                                                                                                                    "items"),
                                                                                                            "properties"),
                                                                                                    "value"),
                                                                                            root)))))
                                    .toList());
            case Json.Obj(var members) -> {
                List<Json.Member> all = new ArrayList<>();
                for (Json.Member member : members) {
                    Json inner =
                            field(field(chosen(value, form, root), "properties"), member.name());
                    all.add(new Json.Member(member.name(), of(member.value(), inner, root)));
                }
                yield new Json.Obj(all);
            }
            case Json.Arr(var items) ->
                    new Json.Arr(
                            items.stream()
                                    .map(item -> of(item, field(form, "items"), root))
                                    .toList());
            default -> value;
        };
    }

    /// The alternative that has the value's tag.
    private static Json chosen(Json value, Json form, Json root) {
        if (!(field(form, "anyOf") instanceof Json.Arr(var choices))) {
            return form;
        }
        for (Json choice : choices) {
            Json says = field(field(resolved(choice, root), "properties"), "type");
            if (field(says, "const").equals(field(value, "type"))
                    || field(says, "enum").equals(new Json.Arr(List.of(field(value, "type"))))) {
                return resolved(choice, root);
            }
        }
        return form;
    }

    /// What a reference, or an optional, stands for.
    private static Json resolved(Json schema, Json root) {
        String reference = word(schema, "$ref");
        if (!reference.isEmpty()) {
            return resolved(field(field(root, "$defs"), reference.replace("#/$defs/", "")), root);
        }
        if (field(schema, "anyOf") instanceof Json.Arr(var choices)
                && (choices.size() == 1 || "null".equals(word(choices.getLast(), "type")))) {
            return resolved(choices.getFirst(), root);
        }
        return schema;
    }

    private static String word(Json object, String name) {
        return field(object, name) instanceof Json.Str(String text) ? text : "";
    }

    private static Json field(Json object, String name) {
        return object instanceof Json.Obj(var members)
                ? members.stream()
                        .filter(m -> m.name().equals(name))
                        .map(Json.Member::value)
                        .findFirst()
                        .orElse(new Json.Null())
                : new Json.Null();
    }
}
