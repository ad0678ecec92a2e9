package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;

/// What a column of text may hold, the narrowest first.
enum Kind {
    BOOLEAN("true or false"),
    LONG("a whole number"),
    DOUBLE("a number"),
    DECIMAL("a number"),
    TEXT("text");

    private static final int LONGEST_NUMBER = 400;

    final String expected;

    Kind(String expected) {
        this.expected = expected;
    }

    /// The kind for a type that is asked for, null for one that leaves it to the values.
    static @Nullable Kind of(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)
                || type.isEnum()
                || type == char.class
                || type == Character.class) {
            return TEXT;
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOLEAN;
        }
        if (type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class
                || type == byte.class
                || type == Byte.class) {
            return LONG;
        }
        if (type == BigDecimal.class || type == BigInteger.class) {
            return DECIMAL;
        }
        return type == double.class
                        || type == Double.class
                        || type == float.class
                        || type == Float.class
                ? DOUBLE
                : null;
    }

    /// The value of a text, null where the text gives none.
    ///
    /// @param nearest whether a decimal number may stand for one that no `double` holds
    @Nullable Object value(String text, boolean nearest) {
        return switch (this) {
            case BOOLEAN -> bool(text);
            case LONG -> isWhole(text) ? whole(text) : null;
            case DOUBLE -> isNumber(text) ? decimal(text, nearest) : null;
            case DECIMAL -> isNumber(text) ? new BigDecimal(text) : null;
            case TEXT -> text;
        };
    }

    /// Whether a value that has its type already is of this kind.
    boolean holds(Object value) {
        return switch (this) {
            case BOOLEAN -> value instanceof Boolean;
            case LONG ->
                    value instanceof Long
                            || value instanceof Integer
                            || value instanceof BigInteger
                            || (value instanceof Double d && d == Math.rint(d));
            case DOUBLE, DECIMAL -> value instanceof Number;
            case TEXT -> value instanceof CharSequence;
        };
    }

    private static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            default -> null;
        };
    }

    /// Digits without leading zeros, a minus sign before them or not.
    private static boolean isWhole(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int digits = digits(text, from);
        return digits == text.length()
                && digits - from <= 19
                && digits > from
                && (text.charAt(from) != '0' || text.equals("0"));
    }

    /// A number as programs write it: `-1.5e3`, `.5`; no leading zeros, no plus sign, no bare
    /// point.
    static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        int at = digits(text, from);
        boolean whole = at > from;
        if (text.length() > LONGEST_NUMBER
                || (at - from > 1 && text.charAt(from) == '0')
                || at - from > LONGEST_NUMBER) {
            return false;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            int end = digits(text, at + 1);
            if (end == at + 1) {
                return false;
            }
            at = end;
        } else if (!whole) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int sign = at + 1;
            int exponent =
                    sign < text.length() && (text.charAt(sign) == '-' || text.charAt(sign) == '+')
                            ? sign + 1
                            : sign;
            at = digits(text, exponent);
            if (at == exponent || at - exponent > 3) {
                return false;
            }
        }
        return at == text.length();
    }

    /// The end of the digits that begin at a place.
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static @Nullable Long whole(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException beyondLong) {
            return null;
        }
    }

    private static @Nullable Double decimal(String text, boolean nearest) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            return null;
        }
        if (nearest) {
            return value;
        }
        String shortest = Double.toString(value);
        return shortest.equals(text)
                        || new BigDecimal(shortest).compareTo(new BigDecimal(text)) == 0
                ? value
                : null;
    }
}
