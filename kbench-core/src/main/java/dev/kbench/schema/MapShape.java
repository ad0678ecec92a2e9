package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A map: an object of any names, each with a value of one shape. Vendors that know no such object
/// are asked for a list of `{"key": …, "value": …}`, which is read too. What is read keeps the
/// answer's order and cannot be changed.
///
/// @param key what the names are
/// @param value what the values are
/// @param sizes how many entries there may be
record MapShape(Shape key, Shape value, Sizes sizes) implements Shape {
    private static final int MOST_PROBLEMS = 10;

    MapShape within(Sizes narrower) {
        return new MapShape(key, value, sizes.and(narrower));
    }

    @Override
    public Object read(Json json, Spot at) {
        List<Json.Member> members =
                switch (json) {
                    case Json.Obj(var given) -> given;
                    case Json.Arr(var items) -> pairs(items, at);
                    default -> throw at.misfit("is no object of names and values", json);
                };
        List<AnswerProblem> problems = new ArrayList<>();
        String violated = sizes.violatedBy(members.size(), "entries");
        if (!violated.isEmpty()) {
            problems.add(new AnswerProblem(at.path(), violated, ""));
        }
        Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
        for (Json.Member member : members) {
            if (problems.size() >= MOST_PROBLEMS) {
                break;
            }
            Spot there = at.field(member.name());
            try {
                Object name = name(member.name(), there);
                Object inside = value.read(member.value(), there);
                if (read.containsKey(name)) {
                    throw there.missing("is there twice");
                }
                read.put(name, inside);
            } catch (MisfitException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new MisfitException(problems);
        }
        return Collections.unmodifiableMap(read);
    }

    private @Nullable Object name(String name, Spot at) {
        return key instanceof NumberShape number
                ? number.ofName(name, at)
                : key.read(new Json.Str(name), at);
    }

    private List<Json.Member> pairs(List<Json> items, Spot at) {
        List<Json.Member> members = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Json name = null;
            Json inside = null;
            if (items.get(i) instanceof Json.Obj(var pair) && pair.size() == 2) {
                for (Json.Member part : pair) {
                    if (part.name().equals("key")) {
                        name = part.value();
                    } else if (part.name().equals("value")) {
                        inside = part.value();
                    }
                }
            }
            if (name == null || inside == null) {
                throw at.item(i).misfit("is no {\"key\": …, \"value\": …}", items.get(i));
            }
            members.add(new Json.Member(nameOf(name, at.item(i)), inside));
        }
        return members;
    }

    private static String nameOf(Json name, Spot at) {
        return switch (name) {
            case Json.Str(String text) -> text;
            case Json.Num(String digits) -> digits;
            case Json.Bool(boolean flag) -> String.valueOf(flag);
            default -> throw at.field("key").misfit("is no name", name);
        };
    }

    @Override
    public Json write(@Nullable Object map) {
        List<Json.Member> members = new ArrayList<>();
        ((Map<?, ?>) Written.as(Map.class, map, this))
                .forEach(
                        (name, inside) ->
                                members.add(
                                        new Json.Member(
                                                switch (key.write(name)) {
                                                    case Json.Str(String text) -> text;
                                                    case Json other -> other.json();
                                                },
                                                value.write(inside))));
        return new Json.Obj(members);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        Map<String, Object> names = key.schema(definitions);
        if (key instanceof NumberShape whole) {
            names = new LinkedHashMap<>(Map.of("pattern", whole.namePattern()));
        }
        names.remove("type");
        if (!names.isEmpty()) {
            schema.put("propertyNames", names);
        }
        schema.put("additionalProperties", value.schema(definitions));
        sizes.describe(schema, "minProperties", "maxProperties");
        return schema;
    }

    @Override
    public String expected() {
        return "an object of names, each with " + value.expected();
    }

    @Override
    public boolean isLike(Json json) {
        return json instanceof Json.Obj;
    }
}
