package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An object with certain fields: a record, or {@link Fields}. Each field must be there unless it
/// has a default or may be absent; none other may, unless unknown ones are passed over.
///
/// Its fields are set once, after it was made, so that it can hold itself.
final class ObjectShape implements Shape {
    private static final int MOST_PROBLEMS = 10;

    private final String name;
    private final String description;
    private final boolean ignoresUnknown;
    private final Maker maker;
    private List<Field> fields = List.of();
    private final Map<String, Integer> exactly = new HashMap<>();
    private final Loosely<Integer> loosely = new Loosely<>();

    /// A field.
    ///
    /// @param name its name
    /// @param shape its value
    /// @param description what a model is told of it; may be empty
    /// @param otherwise its value where it is left out, null where it has no default
    record Field(String name, Shape shape, String description, @Nullable Json otherwise) {
        boolean isRequired() {
            return otherwise == null && !(shape instanceof MaybeShape);
        }
    }

    /// Makes a Java value of the fields' values, and takes one apart.
    interface Maker {
        /// Makes one.
        ///
        /// @throws IllegalArgumentException if the class refuses these values
        Object make(@Nullable Object[] values);

        @Nullable Object[] take(@Nullable Object value);
    }

    ObjectShape(String name, String description, Maker maker) {
        this(name, description, false, maker);
    }

    /// @param ignoresUnknown whether fields that there are none of are passed over
    ObjectShape(String name, String description, boolean ignoresUnknown, Maker maker) {
        this.name = name;
        this.description = description;
        this.ignoresUnknown = ignoresUnknown;
        this.maker = maker;
    }

    void set(List<Field> all) {
        fields = List.copyOf(all);
        for (int i = 0; i < all.size(); i++) {
            exactly.put(all.get(i).name(), i);
            loosely.put(all.get(i).name(), i);
        }
    }

    String name() {
        return name;
    }

    List<Field> fields() {
        return fields;
    }

    @Override
    public Object read(Json value, Spot at) {
        return read(value, at, "");
    }

    /// Reads an object that has one field more.
    ///
    /// @param tag the name of a field that is passed over; empty for none
    Object read(Json value, Spot at, String tag) {
        if (!(value instanceof Json.Obj(List<Json.Member> members))) {
            throw at.misfit("is no object", value);
        }
        @Nullable Json[] given = new Json[fields.size()];
        List<AnswerProblem> problems = new ArrayList<>();
        for (Json.Member member : members) {
            if (!member.name().equals(tag)) {
                assign(member, given, problems, at);
            }
        }
        @Nullable Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length && problems.size() < MOST_PROBLEMS; i++) {
            Field field = fields.get(i);
            Json json = given[i];
            try {
                if (json == null || (json instanceof Json.Null && field.otherwise() != null)) {
                    values[i] = absent(field, at);
                    if (json != null) {
                        at.field(field.name()).repaired(() -> "read null as its default");
                    }
                } else {
                    values[i] = field.shape().read(json, at.field(field.name()));
                }
            } catch (MisfitException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new MisfitException(problems);
        }
        try {
            return maker.make(values);
        } catch (IllegalArgumentException e) {
            throw at.missing("is refused by %s: %s".formatted(name, e.getMessage()));
        }
    }

    private void assign(
            Json.Member member, @Nullable Json[] given, List<AnswerProblem> problems, Spot at) {
        Integer index = exactly.get(member.name());
        if (index == null) {
            index = loosely.get(member.name());
            if (index != null) {
                String name = fields.get(index).name();
                at.repaired(
                        () -> "read the name %s as %s".formatted(Excerpt.of(member.name()), name));
            }
        }
        if (problems.size() >= MOST_PROBLEMS) {
            return;
        }
        if (index == null && ignoresUnknown) {
            at.field(member.name()).repaired(() -> "passed over a field that was not asked for");
        } else if (index == null) {
            problems.add(
                    new AnswerProblem(
                            at.field(member.name()).path(),
                            "was not asked for",
                            Spot.shown(member.value())));
        } else if (given[index] != null) {
            problems.add(
                    new AnswerProblem(
                            at.field(fields.get(index).name()).path(), "is there twice", ""));
        } else {
            given[index] = member.value();
        }
    }

    private static @Nullable Object absent(Field field, Spot at) {
        if (field.otherwise() != null) {
            return field.shape().read(field.otherwise(), Spot.root(new Repairs()));
        }
        if (field.shape() instanceof MaybeShape maybe) {
            return maybe.absent();
        }
        throw at.field(field.name()).missing("is missing");
    }

    @Override
    public Json write(@Nullable Object value) {
        return new Json.Obj(members(value));
    }

    List<Json.Member> members(@Nullable Object value) {
        @Nullable Object[] values = maker.take(value);
        List<Json.Member> members = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Field field = fields.get(i);
            members.add(new Json.Member(field.name(), field.shape().write(values[i])));
        }
        return members;
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.of(this, name, () -> body(definitions, "", ""));
    }

    /// The schema, with one field more in front where there is a tag.
    ///
    /// @param tag the field's name, empty for none
    /// @param value its only value
    Map<String, Object> body(Definitions definitions, String tag, String value) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        if (!tag.isEmpty()) {
            Map<String, Object> says = new LinkedHashMap<>();
            says.put("type", "string");
            says.put("const", value);
            properties.put(tag, says);
            required.add(tag);
        }
        for (Field field : fields) {
            Map<String, Object> schema = field.shape().schema(definitions);
            if (!field.description().isEmpty()) {
                schema.merge(
                        "description", field.description(), (old, own) -> own + " (" + old + ")");
            }
            if (field.otherwise() != null) {
                schema.put("default", Plain.of(field.otherwise()));
            }
            if (definitions.titled() && !schema.containsKey("$ref")) {
                schema.put("title", title(field.name()));
            }
            properties.put(field.name(), schema);
            if (field.isRequired()) {
                required.add(field.name());
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        if (definitions.titled()) {
            schema.put("title", name);
        }
        return schema;
    }

    /// `keyPhrases` and `key_phrases` as `Key Phrases`.
    private static String title(String field) {
        String words =
                field.replace('_', ' ').replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ").strip();
        StringBuilder out = new StringBuilder();
        for (String word : words.split(" +", -1)) {
            out.append(out.isEmpty() ? "" : " ");
            out.append(
                    word.isEmpty()
                            ? ""
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return out.toString();
    }

    @Override
    public String expected() {
        return "an object with " + names();
    }

    private String names() {
        return fields.isEmpty()
                ? "no fields"
                : String.join(", ", fields.stream().map(Field::name).toList());
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Obj(List<Json.Member> members)
                && (fields.isEmpty()
                        ? members.isEmpty()
                        : members.stream()
                                .anyMatch(
                                        member ->
                                                exactly.containsKey(member.name())
                                                        || loosely.get(member.name()) != null));
    }
}
