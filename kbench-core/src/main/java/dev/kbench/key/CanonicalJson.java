package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// One text for one value: JSON with sorted keys, no white space, numbers by value (`4` and `4.0`
/// are one), so that its digest is equal in every JVM. The idea is RFC 8785's; numbers here keep
/// all their digits.
public final class CanonicalJson {
    private CanonicalJson() {}

    /// Writes a value.
    ///
    /// @param value text, number, boolean, enum, date or time, URI, path, record, collection,
    ///   array, map with text keys, optional, {@link Digestible}, or null
    /// @return its canonical JSON
    /// @throws IllegalArgumentException for any other type, naming the type and where in the value
    ///   it stands
    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, "$", 0);
        return out.toString();
    }

    /// The digest of a value's canonical JSON.
    ///
    /// @param value as for {@link #of}
    /// @return SHA-256 as 64 hex digits
    public static String sha256(@Nullable Object value) {
        return sha256Text(of(value));
    }

    /// The digest of a text's UTF-8 bytes; a lone surrogate counts as `?`.
    ///
    /// @param text any text
    /// @return SHA-256 as 64 hex digits
    public static String sha256Text(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    private static void write(@Nullable Object value, StringBuilder out, String path, int depth) {
        if (depth > 200) {
            throw new IllegalArgumentException("nested more than 200 deep at " + path);
        }
        switch (value) {
            case null -> out.append("null");
            case CharSequence text -> text(text, out);
            case Character c -> text(c.toString(), out);
            case Boolean b -> out.append(b.booleanValue());
            case Number n -> out.append(number(n));
            case Enum<?> e -> text(e.name(), out);
            case TemporalAccessor t -> text(t.toString(), out);
            case TemporalAmount t -> text(t.toString(), out);
            case URI u -> text(u.toString(), out);
            case UUID u -> text(u.toString(), out);
            case Digestible d -> text("sha256:" + d.sha256(), out);
            case Path p -> text(p.toString(), out);
            case Optional<?> o -> write(o.orElse(null), out, path, depth);
            case Params p -> object(p.asMap(), out, path, depth);
            case Map<?, ?> m -> object(m, out, path, depth);
            case Collection<?> c -> list(c, out, path, depth);
            case Record r -> object(components(r, path), out, path, depth);
            default -> {
                if (!value.getClass().isArray()) {
                    throw new IllegalArgumentException(
                            "a %s at %s has no canonical form; use text, numbers, booleans, enums, dates, records, lists or maps"
                                    .formatted(value.getClass().getName(), path));
                }
                array(value, out, path, depth);
            }
        }
    }

    private static void array(Object array, StringBuilder out, String path, int depth) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            out.append(i == 0 ? "" : ",");
            write(Array.get(array, i), out, path + "[" + i + "]", depth + 1);
        }
        out.append(']');
    }

    private static void list(Collection<?> items, StringBuilder out, String path, int depth) {
        out.append('[');
        int i = 0;
        for (Object item : items) {
            out.append(i == 0 ? "" : ",");
            write(item, out, path + "[" + i++ + "]", depth + 1);
        }
        out.append(']');
    }

    private static void object(Map<?, ?> map, StringBuilder out, String path, int depth) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(key(key, path), item));
        out.append('{');
        boolean first = true;
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(first ? "" : ",");
            first = false;
            text(entry.getKey(), out);
            out.append(':');
            write(entry.getValue(), out, path + "." + entry.getKey(), depth + 1);
        }
        out.append('}');
    }

    private static String key(@Nullable Object key, String path) {
        return switch (key) {
            case CharSequence text -> text.toString();
            case Enum<?> e -> e.name();
            case null, default ->
                    throw new IllegalArgumentException(
                            "a map at %s has the key %s; keys must be text".formatted(path, key));
        };
    }

    private static Map<String, @Nullable Object> components(Record record, String path) {
        TreeMap<String, @Nullable Object> values = new TreeMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                values.put(component.getName(), accessor.invoke(record));
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "component '%s' of the %s at %s cannot be read: %s"
                                .formatted(
                                        component.getName(), record.getClass().getName(), path, e),
                        e);
            }
        }
        return values;
    }

    private static String number(Number n) {
        return switch (n) {
            case Double d when !Double.isFinite(d) -> "\"" + d + "\"";
            case Float f when !Float.isFinite(f) -> "\"" + f + "\"";
            case BigInteger b -> b.toString();
            case BigDecimal d -> decimal(d);
            case Double d -> decimal(new BigDecimal(d.toString()));
            case Float f -> decimal(new BigDecimal(f.toString()));
            default -> Long.toString(n.longValue());
        };
    }

    private static String decimal(BigDecimal d) {
        if (d.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = d.stripTrailingZeros();
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 40
                ? stripped.toBigInteger().toString()
                : stripped.toString();
    }

    private static void text(CharSequence text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
