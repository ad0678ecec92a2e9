package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A text.
///
/// @param single whether it is one `char`
/// @param sizes how many characters it may have
/// @param patterns what the whole of it must match
record TextShape(boolean single, Sizes sizes, List<Pattern> patterns) implements Shape {
    static final TextShape ANY = new TextShape(false, Sizes.ALL, List.of());
    static final TextShape CHARACTER = new TextShape(true, new Sizes(1, 1), List.of());

    TextShape within(Sizes narrower) {
        return new TextShape(single, sizes.and(narrower), patterns);
    }

    TextShape matching(Pattern pattern) {
        List<Pattern> all = new ArrayList<>(patterns);
        all.add(pattern);
        return new TextShape(single, sizes, List.copyOf(all));
    }

    @Override
    public Object read(Json value, Spot at) {
        if (!(value instanceof Json.Str(String text))) {
            throw at.misfit("is no text", value);
        }
        String violated = sizes.violatedBy(text.codePointCount(0, text.length()), "characters");
        if (!violated.isEmpty()) {
            throw at.missing(violated);
        }
        for (Pattern pattern : patterns) {
            if (!matches(pattern, text, at)) {
                throw at.misfit("must match " + pattern.pattern(), value);
            }
        }
        if (!single) {
            return text;
        }
        if (text.length() != 1) {
            throw at.misfit("does not fit into a char", value);
        }
        return text.charAt(0);
    }

    private static boolean matches(Pattern pattern, String text, Spot at) {
        try {
            return pattern.matcher(text).matches();
        } catch (StackOverflowError e) {
            throw at.missing(
                    "cannot be matched with %s: it goes too deep on %d characters"
                            .formatted(pattern.pattern(), text.length()));
        }
    }

    @Override
    public Json write(@Nullable Object value) {
        return new Json.Str(
                single
                        ? Written.as(Character.class, value, this).toString()
                        : Written.as(String.class, value, this));
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        sizes.describe(schema, "minLength", "maxLength");
        if (patterns.size() == 1) {
            schema.put("pattern", whole(patterns.getFirst()));
        } else if (!patterns.isEmpty()) {
            schema.put(
                    "allOf",
                    patterns.stream().map(pattern -> Map.of("pattern", whole(pattern))).toList());
        }
        return schema;
    }

    private static String whole(Pattern pattern) {
        return "^(?:" + pattern.pattern() + ")$";
    }

    @Override
    public String expected() {
        return single ? "one character" : "a text";
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Str;
    }
}
