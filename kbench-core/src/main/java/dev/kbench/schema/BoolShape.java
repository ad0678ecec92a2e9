package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// True or false; six pairs of words and the digits 1 and 0 stand for them, in any capitalisation.
record BoolShape() implements Shape {
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "off", "0");

    @Override
    public Object read(Json value, Spot at) {
        if (value instanceof Json.Bool(boolean flag)) {
            return flag;
        }
        String word =
                switch (value) {
                    case Json.Str(String text) -> lower(Marks.off(text.strip()));
                    case Json.Num(String digits) -> digits;
                    default -> "";
                };
        boolean yes = TRUE.contains(word);
        if (!yes && !FALSE.contains(word)) {
            throw at.misfit("is neither true nor false", value);
        }
        at.repaired(() -> "read %s as %s".formatted(Spot.shown(value), yes));
        return yes;
    }

    private static String lower(String text) {
        return text.length() > 5 ? text : text.toLowerCase(Locale.ROOT);
    }

    @Override
    public Json write(@Nullable Object value) {
        return new Json.Bool(Written.as(Boolean.class, value, this));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        return new LinkedHashMap<>(Map.of("type", "boolean"));
    }

    @Override
    public String expected() {
        return "true or false";
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Bool;
    }
}
