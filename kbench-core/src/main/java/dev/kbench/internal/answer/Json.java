package dev.kbench.internal.answer;

import java.util.List;
import java.util.Map;

/// A JSON value as it was written: numbers keep their digits, objects their members in order, the
/// same name twice included.
///
/// Immutable.
public sealed interface Json {
    /// An object.
    ///
    /// @param members names and values, in order
    record Obj(List<Member> members) implements Json {}

    /// A member of an object.
    ///
    /// @param name its name
    /// @param value its value
    record Member(String name, Json value) {}

    /// An array.
    ///
    /// @param items its items, in order
    record Arr(List<Json> items) implements Json {}

    /// A text.
    ///
    /// @param text its characters
    record Str(String text) implements Json {}

    /// A number, or one of `NaN`, `Infinity` and `-Infinity`, which JSON has no place for.
    ///
    /// @param digits as it was written
    record Num(String digits) implements Json {}

    /// A truth value.
    ///
    /// @param value which
    record Bool(boolean value) implements Json {}

    /// Nothing.
    record Null() implements Json {}

    /// The value as plain JSON in one line.
    ///
    /// @return JSON
    default String json() {
        StringBuilder out = new StringBuilder();
        write(this, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Null _ -> out.append("null");
            case Bool(boolean flag) -> out.append(flag);
            case Num(String digits) -> out.append(digits);
            case Str(String text) -> quote(text, out);
            case Arr(List<Json> items) -> {
                out.append('[');
                for (int i = 0; i < items.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(items.get(i), out);
                }
                out.append(']');
            }
            case Obj(List<Member> members) -> {
                out.append('{');
                for (int i = 0; i < members.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    quote(members.get(i).name(), out);
                    out.append(':');
                    write(members.get(i).value(), out);
                }
                out.append('}');
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || (Character.isSurrogate(c) && !paired(text, i))) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    /// Reads a text that is JSON and nothing else, as RFC 8259 has it.
    ///
    /// @param text the text
    /// @return the value
    /// @throws IllegalArgumentException if it is none, or nested more than 200 deep
    static Json parse(String text) {
        JsonReader reader = new JsonReader(text.strip());
        Json value = reader.read(0);
        if (value == null) {
            throw new IllegalArgumentException(reader.why());
        }
        if (reader.end() < text.strip().length()) {
            throw new IllegalArgumentException("something follows the JSON");
        }
        if (!reader.tolerated().isEmpty()) {
            throw new IllegalArgumentException(
                    "it is no plain JSON: " + reader.tolerated().iterator().next().words());
        }
        return value;
    }

    private static boolean paired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    /// Plain data as JSON.
    ///
    /// @param value text, number, boolean, null, or maps and lists of them
    /// @return the value
    static Json of(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case null -> new Null();
            case String text -> new Str(text);
            case Boolean flag -> new Bool(flag);
            case Number number -> new Num(number.toString());
            case Map<?, ?> map ->
                    new Obj(
                            map.entrySet().stream()
                                    .map(
                                            entry ->
                                                    new Member(
                                                            String.valueOf(entry.getKey()),
                                                            of(entry.getValue())))
                                    .toList());
            case Iterable<?> items -> {
                List<Json> list = new java.util.ArrayList<>();
                items.forEach(item -> list.add(of(item)));
                yield new Arr(list);
            }
            default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
        };
    }
}
