package dev.kbench.store;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Prints a tree of maps, lists and values the way the platform's own files are printed: two spaces
/// of indent, no line end at the end, everything beyond ASCII escaped in lower case, decimal
/// numbers with the fewest digits that give them back, in Python's form (`0.85`, `10.0`, `1e+22`,
/// `5e-324`, `-0.0`).
final class PlatformJson {
    private static final HexFormat HEX = HexFormat.of();

    private PlatformJson() {}

    static String print(Object tree) {
        StringBuilder out = new StringBuilder(1024);
        value(tree, 0, out);
        return out.toString();
    }

    private static void value(@Nullable Object value, int indent, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String text -> string(text, out);
            case Boolean b -> out.append(b.booleanValue());
            case Double d -> out.append(number(d));
            case Float f -> out.append(number(f));
            case BigDecimal d -> out.append(number(d.doubleValue()));
            case Integer i -> out.append(i.intValue());
            case Long i -> out.append(i.longValue());
            case BigInteger i -> out.append(i);
            case Map<?, ?> map -> object(map, indent, out);
            case List<?> list -> array(list, indent, out);
            default ->
                    throw new IllegalArgumentException(
                            "a %s cannot stand in a run file"
                                    .formatted(value.getClass().getName()));
        }
    }

    private static void object(Map<?, ?> map, int indent, StringBuilder out) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            line(indent + 1, out);
            string(String.valueOf(entry.getKey()), out);
            out.append(": ");
            value(entry.getValue(), indent + 1, out);
            out.append(entries.hasNext() ? "," : "");
        }
        line(indent, out);
        out.append('}');
    }

    private static void array(List<?> list, int indent, StringBuilder out) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            line(indent + 1, out);
            value(items.next(), indent + 1, out);
            out.append(items.hasNext() ? "," : "");
        }
        line(indent, out);
        out.append(']');
    }

    private static void line(int indent, StringBuilder out) {
        out.append('\n').repeat(' ', indent * 2);
    }

    private static void string(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> {
                    if (c < 0x20 || c > 0x7e) {
                        char written = isAlone(text, i) ? '\ufffd' : c;
                        out.append("\\u").append(HEX.toHexDigits(written));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// Whether half a pair stands without the other: the platform's reader would refuse the file.
    private static boolean isAlone(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c)
                && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }

    /// The number as Python prints it.
    ///
    /// @throws IllegalArgumentException for NaN and the infinities, which JSON cannot hold
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " cannot stand in a run file");
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(value);
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        StringBuilder out = new StringBuilder(value < 0 ? "-" : "");
        if (exponent < -4 || exponent >= 16) {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            out.append('e').append(exponent < 0 ? '-' : '+');
            int size = Math.abs(exponent);
            return out.append(size < 10 ? "0" : "").append(size).toString();
        }
        String plain = new BigDecimal(new BigInteger(digits), shortest.scale()).toPlainString();
        return out.append(plain).append(plain.contains(".") ? "" : ".0").toString();
    }

    /// The value with the fewest digits that still gives it back. `Double.toString` keeps two at
    /// least, so one is tried.
    private static BigDecimal shortest(double value) {
        BigDecimal known = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (known.precision() == 2) {
            BigDecimal one = known.round(new MathContext(1, RoundingMode.HALF_EVEN));
            if (one.doubleValue() == value) {
                return one.stripTrailingZeros();
            }
        }
        return known;
    }
}
