package dev.kbench.run;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.regex.Pattern;

/// Gives a column of text its type: the one that is asked for, or the narrowest that all its values
/// have.
final class CsvTypes {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,14})(\\.\\d{1,15})?([eE][+-]?\\d{1,2})?");
    private static final Pattern BOOL = Pattern.compile("true|false|True|False|TRUE|FALSE");

    private CsvTypes() {}

    static @Nullable Object[] convert(
            String file,
            String name,
            List<@Nullable String> texts,
            List<Integer> lines,
            @Nullable Class<?> asked) {
        Kind kind = asked == null ? infer(texts) : Kind.of(asked, texts);
        @Nullable Object[] values = new @Nullable Object[texts.size()];
        for (int i = 0; i < values.length; i++) {
            String text = texts.get(i);
            if (text == null) {
                continue;
            }
            if (!kind.pattern.matcher(text).matches()) {
                throw new TableException(
                        "%s, line %d (row %d), column '%s': expected %s, got '%s'"
                                .formatted(file, lines.get(i), i, name, kind.expected, text),
                        null);
            }
            values[i] = kind.value(text);
        }
        return values;
    }

    private static Kind infer(List<@Nullable String> texts) {
        for (Kind kind : Kind.values()) {
            boolean any = false;
            boolean all = true;
            for (String text : texts) {
                if (text != null) {
                    any = true;
                    all = kind.pattern.matcher(text).matches();
                    if (!all) {
                        break;
                    }
                }
            }
            if (any && all) {
                return kind;
            }
        }
        return Kind.TEXT;
    }

    private enum Kind {
        BOOLEAN(BOOL, "true or false"),
        LONG(WHOLE, "a whole number"),
        DOUBLE(NUMBER, "a number"),
        TEXT(Pattern.compile("(?s).*"), "text");

        private final Pattern pattern;
        private final String expected;

        Kind(Pattern pattern, String expected) {
            this.pattern = pattern;
            this.expected = expected;
        }

        static Kind of(Class<?> type, List<@Nullable String> texts) {
            if (type == String.class || type == CharSequence.class) {
                return TEXT;
            }
            if (type == boolean.class || type == Boolean.class) {
                return BOOLEAN;
            }
            if (type == int.class
                    || type == Integer.class
                    || type == long.class
                    || type == Long.class) {
                return LONG;
            }
            return type == double.class || type == Double.class ? DOUBLE : infer(texts);
        }

        Object value(String text) {
            return switch (this) {
                case BOOLEAN -> Boolean.parseBoolean(text);
                case LONG -> Long.parseLong(text);
                case DOUBLE -> Double.parseDouble(text);
                case TEXT -> text;
            };
        }
    }
}
