package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/// Gives a column of text its type: the one that is asked for, or the narrowest that holds all its
/// values without loss.
final class CsvTypes {
    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9]\\d{0,18}");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:(?:0|[1-9]\\d*)(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern BOOL = Pattern.compile("true|false|True|False|TRUE|FALSE");

    private final String file;
    private final String name;
    private final List<@Nullable String> texts;
    private final int[] lines;

    CsvTypes(String file, String name, List<@Nullable String> texts, int[] lines) {
        this.file = file;
        this.name = name;
        this.texts = texts;
        this.lines = lines;
    }

    /// The values, each null where it is missing; quoted and empty is missing in all but text.
    @Nullable Object[] convert(@Nullable Class<?> asked) {
        Kind known = asked == null ? null : Kind.of(asked);
        if (known != null) {
            return values(known, true);
        }
        for (Kind kind : Kind.values()) {
            if (holdsAll(kind)) {
                return values(kind, false);
            }
        }
        return values(Kind.TEXT, false);
    }

    private boolean holdsAll(Kind kind) {
        boolean any = false;
        for (String text : texts) {
            if (text != null && !text.isEmpty()) {
                any = true;
                if (kind.value(text, false) == null) {
                    return false;
                }
            }
        }
        return any;
    }

    private @Nullable Object[] values(Kind kind, boolean asked) {
        @Nullable Object[] values = new @Nullable Object[texts.size()];
        for (int i = 0; i < values.length; i++) {
            String text = texts.get(i);
            if (text == null || (text.isEmpty() && kind != Kind.TEXT)) {
                continue;
            }
            values[i] = kind.value(text, asked || kind == Kind.DOUBLE);
            if (values[i] == null) {
                throw new TableException(
                        "%s, line %d (row %d), column '%s': expected %s, got '%s'"
                                .formatted(file, lines[i], i, name, kind.expected, text),
                        null);
            }
        }
        return values;
    }

    /// Whether a text reads as a number.
    static boolean isNumber(String text) {
        return Kind.DOUBLE.value(text, true) != null;
    }

    private enum Kind {
        BOOLEAN("true or false"),
        LONG("a whole number"),
        DOUBLE("a number"),
        TEXT("text");

        private final String expected;

        Kind(String expected) {
            this.expected = expected;
        }

        /// The kind for a type that is asked for, null for one that leaves it to inference.
        static @Nullable Kind of(Class<?> type) {
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
            return type == double.class || type == Double.class ? DOUBLE : null;
        }

        /// The value, null where the text gives none.
        ///
        /// @param asked whether the type was asked for: then a whole number may be written with a
        ///   fraction of zeros, as an argument in code may, and a decimal number may stand for one
        ///   that no `double` holds
        @Nullable Object value(String text, boolean asked) {
            return switch (this) {
                case BOOLEAN -> BOOL.matcher(text).matches() ? Boolean.valueOf(text) : null;
                case LONG ->
                        WHOLE.matcher(text).matches() ? whole(text) : asked ? exact(text) : null;
                case DOUBLE -> NUMBER.matcher(text).matches() ? decimal(text, asked) : null;
                case TEXT -> text;
            };
        }

        private static @Nullable Object whole(String text) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException beyondLong) {
                return null;
            }
        }

        /// A whole number that is written as a decimal one, such as `3.0`.
        private static @Nullable Object exact(String text) {
            try {
                return NUMBER.matcher(text).matches()
                        ? (Object) new BigDecimal(text).longValueExact()
                        : null;
            } catch (ArithmeticException hasFractionOrIsBeyondLong) {
                return null;
            }
        }

        private static @Nullable Object decimal(String text, boolean nearest) {
            double value = Double.parseDouble(text);
            if (!Double.isFinite(value)) {
                return null;
            }
            String shortest = Double.toString(value);
            boolean exact =
                    nearest
                            || shortest.equals(text)
                            || new BigDecimal(shortest).compareTo(new BigDecimal(text)) == 0;
            return exact ? (Object) value : null;
        }
    }
}
