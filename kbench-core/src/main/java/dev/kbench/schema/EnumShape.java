package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One of an enum's constants, by its name. Another capitalisation, and spaces or dashes for
/// underscores, are put up with where one constant alone can be meant; so is JSON's `true` for a
/// constant of that name.
final class EnumShape implements Shape {
    private final Class<?> type;
    private final Map<String, Object> byName = new LinkedHashMap<>();
    private final Loosely<Object> loosely = new Loosely<>();
    private final String description;

    EnumShape(Class<?> type) {
        this.type = type;
        List<String> told = new ArrayList<>();
        for (Object each : type.getEnumConstants()) {
            Enum<?> constant = (Enum<?>) each;
            byName.put(constant.name(), constant);
            loosely.put(constant.name(), constant);
            String words = Descriptions.of(constant);
            if (!words.isEmpty()) {
                told.add(constant.name() + ": " + words);
            }
        }
        String own = Descriptions.of(type);
        String constants = String.join("; ", told);
        this.description =
                own.isEmpty() || constants.isEmpty() ? own + constants : own + " " + constants;
    }

    String name() {
        return type.getSimpleName();
    }

    @Override
    public Object read(Json value, Spot at) {
        String text =
                switch (value) {
                    case Json.Str(String said) -> said;
                    case Json.Bool(boolean flag) -> String.valueOf(flag);
                    default -> "";
                };
        if (!text.isEmpty()) {
            Object exact = byName.get(text);
            if (exact != null) {
                return exact;
            }
            Object named = loosely.get(text);
            Object meant = named == null ? loosely.get(Marks.off(text)) : named;
            if (meant != null) {
                at.repaired(
                        () ->
                                "read %s as %s"
                                        .formatted(Excerpt.of(text), ((Enum<?>) meant).name()));
                return meant;
            }
        }
        throw at.misfit("is not " + expected(), value);
    }

    @Override
    public Json write(@Nullable Object value) {
        Enum<?> constant = Written.as(Enum.class, value, this);
        Written.as(type, value, this);
        return new Json.Str(constant.name());
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        schema.put("enum", List.copyOf(byName.keySet()));
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        return schema;
    }

    @Override
    public String expected() {
        return byName.size() == 1
                ? byName.keySet().iterator().next()
                : "one of " + String.join(", ", byName.keySet());
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Str;
    }
}
