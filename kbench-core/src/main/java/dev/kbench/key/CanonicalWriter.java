package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Writes one value; remembers where in it it is, for messages.
///
/// One thread.
final class CanonicalWriter {
    private static final int DEEPEST = 200;
    private static final int LONGEST_PATH = 120;
    private static final HexFormat HEX = HexFormat.of();

    private static final ClassValue<List<Method>> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected List<Method> computeValue(Class<?> type) {
                    return Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .peek(accessor -> accessor.setAccessible(true))
                            .sorted(Comparator.comparing(Method::getName))
                            .toList();
                }
            };

    private final List<Object> path = new ArrayList<>();

    void write(@Nullable Object value, StringBuilder out) {
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
            case Optional<?> o -> write(o.orElse(null), out);
            case Params p -> object(p.asMap(), out);
            case Map<?, ?> m -> object(m, out);
            case Set<?> s -> set(s, out);
            case Collection<?> c -> list(c.iterator(), out);
            case Record r -> record(r, out);
            default -> {
                if (!value.getClass().isArray()) {
                    throw noForm(value);
                }
                array(value, out);
            }
        }
    }

    private void array(Object array, StringBuilder out) {
        out.append('[');
        for (int i = 0; i < Array.getLength(array); i++) {
            out.append(i == 0 ? "" : ",");
            member(i, Array.get(array, i), out);
        }
        out.append(']');
    }

    private void list(Iterator<?> items, StringBuilder out) {
        out.append('[');
        for (int i = 0; items.hasNext(); i++) {
            out.append(i == 0 ? "" : ",");
            member(i, items.next(), out);
        }
        out.append(']');
    }

    /// The order in which a set gives its elements differs between JVMs.
    private void set(Set<?> items, StringBuilder out) {
        List<String> texts = new ArrayList<>(items.size());
        for (Object item : items) {
            StringBuilder text = new StringBuilder();
            member(texts.size(), item, text);
            texts.add(text.toString());
        }
        texts.sort(null);
        out.append('[').append(String.join(",", texts)).append(']');
    }

    /// A member of an object.
    private record Member(String key, @Nullable Object value) {}

    private void object(Map<?, ?> map, StringBuilder out) {
        if (map.size() < 2) {
            out.append('{');
            map.forEach((key, value) -> field(0, key(key), value, out));
            out.append('}');
            return;
        }
        List<Member> members = new ArrayList<>(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.add(new Member(key(entry.getKey()), entry.getValue()));
        }
        members.sort(Comparator.comparing(Member::key));
        for (int i = 1; i < members.size(); i++) {
            String key = members.get(i).key();
            if (key.equals(members.get(i - 1).key())) {
                throw new IllegalArgumentException(
                        "a map at %s has two keys that read '%s'".formatted(where(), key));
            }
        }
        out.append('{');
        for (int i = 0; i < members.size(); i++) {
            field(i, members.get(i).key(), members.get(i).value(), out);
        }
        out.append('}');
    }

    /// A member of an object; whoever calls gives them in the order of their names.
    void field(int index, String name, @Nullable Object value, StringBuilder out) {
        out.append(index == 0 ? "" : ",");
        text(name, out);
        out.append(':');
        member(name, value, out);
    }

    private void record(Record record, StringBuilder out) {
        out.append('{');
        int index = 0;
        for (Method accessor : accessors(record)) {
            field(index++, accessor.getName(), component(record, accessor), out);
        }
        out.append('}');
    }

    private void member(Object step, @Nullable Object value, StringBuilder out) {
        if (path.size() >= DEEPEST) {
            throw new IllegalArgumentException(
                    "nested more than %d deep at %s".formatted(DEEPEST, where()));
        }
        path.add(step);
        write(value, out);
        path.removeLast();
    }

    private String key(@Nullable Object key) {
        return switch (key) {
            case CharSequence text -> text.toString();
            case Enum<?> e -> e.name();
            case null, default ->
                    throw new IllegalArgumentException(
                            "a map at %s has the key %s; keys must be text"
                                    .formatted(where(), key));
        };
    }

    private List<Method> accessors(Record record) {
        try {
            return ACCESSORS.get(record.getClass());
        } catch (RuntimeException e) {
            throw unreadable("", record, e);
        }
    }

    private @Nullable Object component(Record record, Method accessor) {
        try {
            return accessor.invoke(record);
        } catch (InvocationTargetException e) {
            throw unreadable(
                    "component '" + accessor.getName() + "' of ",
                    record,
                    Objects.requireNonNullElse(e.getCause(), e));
        } catch (IllegalAccessException | RuntimeException e) {
            throw unreadable("component '" + accessor.getName() + "' of ", record, e);
        }
    }

    private IllegalArgumentException unreadable(String what, Record record, Throwable why) {
        return new IllegalArgumentException(
                "%sthe %s at %s cannot be read: %s"
                        .formatted(what, record.getClass().getName(), where(), why),
                why);
    }

    private String number(Number n) {
        String text = CanonicalNumber.text(n);
        if (text == null) {
            throw noForm(n);
        }
        return text;
    }

    private IllegalArgumentException noForm(Object value) {
        return new IllegalArgumentException(
                "a %s at %s has no canonical form; use text, numbers, booleans, enums, dates, records, lists or maps"
                        .formatted(value.getClass().getName(), where()));
    }

    /// Where the value stands, such as `$.rows[3]`.
    private String where() {
        StringBuilder where = new StringBuilder("$");
        for (Object step : path) {
            if (where.length() > LONGEST_PATH) {
                return where.append('…').toString();
            }
            if (step instanceof Integer) {
                where.append('[').append(step).append(']');
            } else {
                where.append('.').append(step);
            }
        }
        return where.toString();
    }

    private static void text(CharSequence text, StringBuilder out) {
        out.append('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                out.append(text, plain, i);
                plain = i + 1;
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else {
                    out.append("\\u").append(HEX.toHexDigits(c));
                }
            }
        }
        out.append(text, plain, text.length()).append('"');
    }
}
