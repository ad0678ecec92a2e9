package dev.kbench.store;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Prints JSON the way the platform's own files are printed: two spaces of indent, no line end at
/// the end, everything beyond ASCII escaped in lower case, decimal numbers with the fewest digits
/// that give them back, in Python's form (`0.85`, `10.0`, `1e+22`, `5e-324`, `-0.0`). Values are
/// printed as they come; whoever calls closes what it opened.
///
/// One thread.
final class PlatformJson {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[2048];
    private int size;
    private int depth;

    /// Whether nothing stands yet in what was opened last.
    private boolean empty = true;

    /// What is printed so far.
    ///
    /// @return ASCII
    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// A tree of maps, lists and values as text.
    static String print(Object tree) {
        PlatformJson out = new PlatformJson();
        out.value(tree);
        return new String(out.bytes, 0, out.size, StandardCharsets.US_ASCII);
    }

    PlatformJson startObject() {
        return start('{');
    }

    void endObject() {
        end('}');
    }

    PlatformJson startArray() {
        return start('[');
    }

    void endArray() {
        end(']');
    }

    private PlatformJson start(char bracket) {
        add(bracket);
        depth++;
        empty = true;
        return this;
    }

    private void end(char bracket) {
        depth--;
        if (!empty) {
            line();
        }
        add(bracket);
        empty = false;
    }

    /// Begins a member of an object: its value comes next.
    PlatformJson member(String name) {
        element();
        string(name);
        add(':');
        add(' ');
        return this;
    }

    /// Begins an element of an array: its value comes next.
    PlatformJson element() {
        if (!empty) {
            add(',');
        }
        empty = false;
        line();
        return this;
    }

    /// Prints a tree's members into the object that was opened last.
    void members(Map<String, ?> tree) {
        tree.forEach((name, value) -> member(name).value(value));
    }

    void value(@Nullable Object value) {
        switch (value) {
            case null -> ascii("null");
            case String text -> string(text);
            case Boolean b -> ascii(b.toString());
            case Double d -> ascii(number(d));
            case Float f -> ascii(number(f));
            case BigDecimal d -> ascii(number(d.doubleValue()));
            case Integer i -> ascii(i.toString());
            case Long i -> ascii(i.toString());
            case BigInteger i -> ascii(i.toString());
            case Map<?, ?> map -> {
                startObject();
                map.forEach((name, item) -> member(String.valueOf(name)).value(item));
                endObject();
            }
            case List<?> list -> {
                startArray();
                list.forEach(item -> element().value(item));
                endArray();
            }
            default ->
                    throw new IllegalArgumentException(
                            "a %s cannot stand in a run file"
                                    .formatted(value.getClass().getName()));
        }
    }

    private void line() {
        room(1 + 2 * depth);
        bytes[size++] = '\n';
        Arrays.fill(bytes, size, size + 2 * depth, (byte) ' ');
        size += 2 * depth;
    }

    private void add(char c) {
        room(1);
        bytes[size++] = (byte) c;
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[size++] = (byte) text.charAt(i);
        }
    }

    void string(String text) {
        add('"');
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
                bytes[size++] = (byte) c;
            } else {
                escape(text, i);
                room(text.length() - i);
            }
        }
        add('"');
    }

    private void escape(String text, int at) {
        char c = text.charAt(at);
        switch (c) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            case '\b' -> ascii("\\b");
            case '\f' -> ascii("\\f");
            default -> {
                char written = isAlone(text, at) ? '\ufffd' : c;
                ascii("\\u");
                room(4);
                for (int shift = 12; shift >= 0; shift -= 4) {
                    bytes[size++] = HEX[written >> shift & 15];
                }
            }
        }
    }

    private void room(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, count), bytes.length * 2));
        }
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
