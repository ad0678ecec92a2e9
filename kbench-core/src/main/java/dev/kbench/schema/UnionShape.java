package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of several records of a sealed interface; a field says which, by the record's name.
///
/// Its cases are set once, after it was made, so that they can hold it.
final class UnionShape implements Shape {
    private final String name;
    private final String description;
    private String tag = "type";
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Loosely<Case> loosely = new Loosely<>();

    /// One of them.
    ///
    /// @param name what the tag says
    /// @param type the record
    /// @param shape its shape
    record Case(String name, Class<?> type, ObjectShape shape) {}

    UnionShape(String name, String description) {
        this.name = name;
        this.description = description;
    }

    void set(String field, List<Case> all) {
        tag = field;
        for (Case each : all) {
            cases.put(each.name(), each);
            loosely.put(each.name(), each);
        }
    }

    List<Case> cases() {
        return List.copyOf(cases.values());
    }

    String name() {
        return name;
    }

    @Override
    public Object read(Json value, Spot at) {
        if (!(value instanceof Json.Obj(List<Json.Member> members))) {
            throw at.misfit("is no object", value);
        }
        Json said = null;
        for (Json.Member member : members) {
            if (member.name().equals(tag)) {
                if (said != null) {
                    throw at.field(tag).missing("is there twice");
                }
                said = member.value();
            }
        }
        if (said == null) {
            throw at.field(tag).missing("is missing; it says which of %s it is".formatted(names()));
        }
        return which(said, at.field(tag)).shape().read(value, at, tag);
    }

    private Case which(Json said, Spot at) {
        if (said instanceof Json.Str(String text)) {
            Case exact = cases.get(text);
            if (exact != null) {
                return exact;
            }
            Case meant = loosely.get(text);
            if (meant != null) {
                at.repaired(() -> "read %s as %s".formatted(Excerpt.of(text), meant.name()));
                return meant;
            }
        }
        throw at.misfit("is not one of " + names(), said);
    }

    @Override
    public Json write(@Nullable Object value) {
        for (Case each : cases.values()) {
            if (each.type().isInstance(value)) {
                List<Json.Member> members = new ArrayList<>();
                members.add(new Json.Member(tag, new Json.Str(each.name())));
                members.addAll(each.shape().members(value));
                return new Json.Obj(members);
            }
        }
        throw new IllegalArgumentException("expected %s, got %s".formatted(expected(), value));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return definitions.of(this, name, () -> body(definitions));
    }

    private Map<String, Object> body(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        List<Object> all = new ArrayList<>();
        for (Case each : cases.values()) {
            all.add(each.shape().body(definitions, tag, each.name()));
        }
        schema.put("anyOf", all);
        if (definitions.titled()) {
            schema.put("title", name);
        }
        return schema;
    }

    private String names() {
        return String.join(", ", cases.keySet());
    }

    @Override
    public String expected() {
        return "an object whose %s is one of %s".formatted(tag, names());
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Obj(List<Json.Member> members)
                && (members.stream().anyMatch(member -> member.name().equals(tag))
                        || cases.values().stream().anyMatch(each -> each.shape().isLike(value)));
    }
}
