package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is exactly the JSON of a value is read as that value, however it was asked for, bare or
/// wrapped or in a code block or in prose.
class RoundTripTest {
    private static final int VALUES = 200;
    private static final List<SchemaLimits> WAYS =
            List.of(
                    SchemaLimits.STANDARD,
                    SchemaLimits.OPENAI,
                    SchemaLimits.GENAI,
                    SchemaLimits.ANTHROPIC,
                    SchemaLimits.LLAMA);

    static Stream<Values.Kind<?>> kinds() {
        return new Values(7).all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void exactJsonIsTheValueWithoutRepair(Values.Kind<T> kind) {
        for (int i = 0; i < VALUES; i++) {
            T value = kind.generator().get();
            String answer = kind.schema().write(value);

            for (String each : List.of(answer, " \n" + answer + "\t")) {
                Reading<T> reading = kind.schema().reading(each);
                assertThat(reading.value()).as(each).isEqualTo(value);
                assertThat(reading.repairs()).as(each).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void soItIsInACodeBlockAndInProse(Values.Kind<T> kind) {
        for (int i = 0; i < VALUES; i++) {
            T value = kind.generator().get();
            String answer = kind.schema().write(value);

            assertThat(kind.schema().read("```json\n" + answer + "\n```")).isEqualTo(value);
            assertThat(kind.schema().read("Here you are:\n" + answer + "\nIt's done."))
                    .isEqualTo(value);
            assertThat(kind.schema().read("<think>{\"a\": 1}</think>\n" + answer)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void soItIsInTheFormOfEachVendor(Values.Kind<T> kind) {
        for (SchemaLimits limits : WAYS) {
            Optional<JsonSchema> sent = kind.schema().sent(limits);
            for (int i = 0; i < VALUES && sent.isPresent(); i++) {
                T value = kind.generator().get();
                Json exact = Json.parse(kind.schema().write(value));
                Json vendors =
                        asSent(exact, Json.of(sent.get().tree()), Json.of(sent.get().tree()));

                Reading<T> reading = kind.schema().reading(vendors.json());
                assertThat(reading.value()).as(limits.name() + vendors.json()).isEqualTo(value);
                assertThat(reading.repairs()).as(limits.name() + vendors.json()).isEmpty();
            }
        }
    }

    /// A value as a vendor's schema has it: a map as its entries where the schema says a list.
    private static Json asSent(Json value, Json schema, Json root) {
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
                                                                                    asSent(
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
                    all.add(new Json.Member(member.name(), asSent(member.value(), inner, root)));
                }
                yield new Json.Obj(all);
            }
            case Json.Arr(var items) ->
                    new Json.Arr(
                            items.stream()
                                    .map(item -> asSent(item, field(form, "items"), root))
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
