package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// An object that holds the whole answer in one field: `{"value": …}`, as it is asked for, or one
/// that models write in its place, such as `{"Answer": 5, "explanation": "…"}`. The names are
/// closed lists: those of the first say nothing but that it is the answer, those of the second that
/// it is said about the answer. Any other field may change what is meant, and then nothing is taken
/// out.
///
/// @param value what it holds
/// @param name the field's name
/// @param asides the fields beside it
record Wrapping(Json value, String name, List<Json.Member> asides) {
    static final String VALUE = "value";

    private static final Set<String> ANSWERS =
            Set.of(VALUE, "answer", "finalanswer", "result", "response", "output");
    private static final Set<String> LISTS =
            Set.of(
                    "values",
                    "answers",
                    "results",
                    "responses",
                    "items",
                    "list",
                    "elements",
                    "entries",
                    "array",
                    "data");
    private static final Set<String> ASIDES =
            Set.of(
                    "explanation",
                    "explanations",
                    "reasoning",
                    "reason",
                    "reasons",
                    "rationale",
                    "justification",
                    "thought",
                    "thoughts",
                    "thinking",
                    "analysis",
                    "comment",
                    "comments",
                    "note",
                    "notes",
                    "confidence",
                    "certainty",
                    "working",
                    "steps");

    /// Whether the field's name is as it is asked for, and nothing stands beside it.
    boolean isAsAsked() {
        return name.equals(VALUE) && asides.isEmpty();
    }

    /// What holds a value of a shape.
    ///
    /// @return null where that is not one field for sure
    static @Nullable Wrapping of(Json json, Shape shape) {
        if (!(json instanceof Json.Obj(List<Json.Member> members)) || members.isEmpty()) {
            return null;
        }
        if (members.size() == 1 && members.getFirst().name().equals(VALUE)) {
            return new Wrapping(members.getFirst().value(), VALUE, List.of());
        }
        return shape instanceof MapShape || shape instanceof RawShape ? null : of(members, shape);
    }

    private static @Nullable Wrapping of(List<Json.Member> members, Shape shape) {
        Set<String> names = names(shape);
        Json.Member one = null;
        List<Json.Member> asides = new ArrayList<>();
        for (Json.Member member : members) {
            String bare = bare(member.name());
            if (names.contains(bare)) {
                if (one != null) {
                    return null;
                }
                one = member;
            } else if (isAside(bare, member.value())) {
                asides.add(member);
            } else {
                return null;
            }
        }
        return one == null ? null : new Wrapping(one.value(), one.name(), asides);
    }

    /// Whether a field says something about the answer, and no answer.
    static boolean isAside(String name, Json value) {
        return ASIDES.contains(bare(name))
                && switch (value) {
                    case Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> true;
                    case Json.Arr(var items) -> items.stream().allMatch(Json.Str.class::isInstance);
                    case Json.Obj _ -> false;
                };
    }

    /// Notes what is repaired where the value is taken out.
    void note(Repairs repairs) {
        if (!name.equals(VALUE) || asides.isEmpty()) {
            repairs.add("took the answer out of " + Excerpt.of(name));
        }
        asides.forEach(
                aside ->
                        repairs.add("left out " + Excerpt.of(aside.name()) + " beside the answer"));
    }

    /// What is said beside the answer.
    String asideTexts() {
        StringBuilder out = new StringBuilder();
        for (Json.Member aside : asides) {
            switch (aside.value()) {
                case Json.Str(String text) -> out.append(text).append('\n');
                case Json.Arr list -> out.append(list.json()).append('\n');
                default -> {}
            }
        }
        return out.toString();
    }

    private static Set<String> names(Shape shape) {
        Shape inner = shape instanceof MaybeShape maybe ? maybe.inner() : shape;
        if (!(inner instanceof ListShape list)) {
            return ANSWERS;
        }
        Set<String> names = new HashSet<>(ANSWERS);
        names.addAll(LISTS);
        names.addAll(plurals(list.item()));
        return names;
    }

    /// What a list of a type is called: `cities` for `City`.
    private static List<String> plurals(Shape item) {
        return switch (item) {
            case NumberShape _ -> List.of("numbers", "integers");
            case TextShape _ -> List.of("strings", "texts", "words");
            case BoolShape _ -> List.of("booleans");
            case EnumShape constants -> plurals(constants.name());
            case ObjectShape object -> plurals(object.name());
            case UnionShape union -> plurals(union.name());
            default -> List.of();
        };
    }

    private static List<String> plurals(String type) {
        String name = bare(type);
        return name.endsWith("y")
                ? List.of(name + "s", name.substring(0, name.length() - 1) + "ies")
                : List.of(name + "s", name + "es");
    }

    private static String bare(String name) {
        return name.length() > 60
                ? name
                : name.replace("_", "").replace(" ", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
