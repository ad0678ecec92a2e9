package dev.kbench.assertion;

import dev.kbench.internal.context.Brief;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A value as an assertion shows it: `1`, `text`, `[1, 2]`, `{a=1}`. Arrays are shown like lists,
/// records by their components. As a literal, texts in it stand in quotation marks, and whatever
/// cannot be seen as an escape, so that two values that differ look different.
///
/// It always comes to an end and never throws: what contains itself, is endless or huge is cut, and
/// a `toString` that fails is told.
///
/// One thread, one value.
final class Shown {
    /// The most characters of one value.
    private static final int LONGEST = 4_000;

    private static final int DEEPEST = 100;

    private final StringBuilder out = new StringBuilder();
    private final Set<Object> inside = Collections.newSetFromMap(new IdentityHashMap<>());

    private final int longest;
    private final boolean literal;

    private Shown(int longest, boolean literal) {
        this.longest = longest;
        this.literal = literal;
    }

    /// A value, its texts as they are.
    static String of(@Nullable Object value) {
        return of(value, LONGEST);
    }

    /// A value, its texts as they are.
    ///
    /// @param longest the most characters to keep
    static String of(@Nullable Object value, int longest) {
        return value instanceof String text
                ? Brief.of(text, longest)
                : new Shown(longest, false).text(value);
    }

    /// A value, its texts as literals.
    ///
    /// @param longest the most characters to keep, but for a text's quotation mark and a
    ///   container's bracket at the end
    static String literal(@Nullable Object value, int longest) {
        return value instanceof CharSequence text
                ? Literals.of(text.toString(), longest)
                : new Shown(longest, true).text(value);
    }

    private String text(@Nullable Object value) {
        try {
            add(value);
        } catch (RuntimeException | StackOverflowError e) {
            out.append("… (").append(e.getClass().getName()).append(')');
        }
        if (out.length() <= longest) {
            return out.toString();
        }
        int end = Character.isHighSurrogate(out.charAt(longest - 1)) ? longest - 1 : longest;
        return out.substring(0, end) + "…";
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Part(String name, Object inner) -> {
                out.append(name).append('=');
                add(inner);
            }
            case Map<?, ?> map -> container(map, "{", map.entrySet().iterator(), "}");
            case Collection<?> items -> container(items, "[", items.iterator(), "]");
            case Map.Entry<?, ?> entry -> {
                add(entry.getKey());
                out.append('=');
                add(entry.getValue());
            }
            case Optional<?> optional -> {
                out.append(optional.isPresent() ? "Optional[" : "Optional.empty");
                optional.ifPresent(
                        inner -> {
                            add(inner);
                            out.append(']');
                        });
            }
            case Record record when RecordParts.isShownByParts(record) ->
                    container(
                            record,
                            record.getClass().getSimpleName() + "[",
                            parts(record).iterator(),
                            "]");
            case CharSequence text when literal ->
                    out.append(Literals.of(text.toString(), longest));
            case Character c when literal -> out.append(Literals.of(c.toString(), longest));
            default -> {
                if (value.getClass().isArray()) {
                    container(value, "[", new Elements(value), "]");
                } else {
                    String own = own(value);
                    out.append(literal ? Literals.visible(own) : own);
                }
            }
        }
    }

    /// The components of a record with their names.
    private static List<Part> parts(Record record) {
        List<String> names = RecordParts.names(record);
        List<@Nullable Object> values = RecordParts.values(record);
        return IntStream.range(0, names.size())
                .mapToObj(i -> new Part(names.get(i), values.get(i)))
                .toList();
    }

    private record Part(String name, @Nullable Object value) {}

    private void container(Object self, String start, Iterator<?> items, String end) {
        if (inside.size() == DEEPEST || !inside.add(self)) {
            out.append(start).append('…').append(end);
            return;
        }
        out.append(start);
        for (boolean first = true; items.hasNext() && out.length() <= longest; first = false) {
            out.append(first ? "" : ", ");
            add(items.next());
        }
        out.append(end);
        inside.remove(self);
    }

    private String own(Object value) {
        try {
            return Brief.of(String.valueOf(value.toString()), longest);
        } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
            return "a %s whose toString throws %s"
                    .formatted(value.getClass().getName(), e.getClass().getName());
        }
    }

    /// The elements of an array of any component type.
    private static final class Elements implements Iterator<@Nullable Object> {
        private final Object array;
        private int next;

        Elements(Object array) {
            this.array = array;
        }

        @Override
        public boolean hasNext() {
            return next < Array.getLength(array);
        }

        @Override
        public @Nullable Object next() {
            return Array.get(array, next++);
        }
    }
}
