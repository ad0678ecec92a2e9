package dev.kbench.assertion;

import dev.kbench.internal.context.Brief;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A value as an assertion shows it: `1`, `text`, `[1, 2]`, `{a=1}`. Arrays are shown like lists.
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

    private Shown() {}

    static String of(@Nullable Object value) {
        if (value instanceof String text) {
            return Brief.of(text, LONGEST);
        }
        Shown shown = new Shown();
        try {
            shown.add(value);
        } catch (RuntimeException | StackOverflowError e) {
            shown.out.append("… (").append(e.getClass().getName()).append(')');
        }
        return shown.cut();
    }

    private String cut() {
        if (out.length() <= LONGEST) {
            return out.toString();
        }
        int end = Character.isHighSurrogate(out.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return out.substring(0, end) + "…";
    }

    private void add(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
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
            default -> {
                if (value.getClass().isArray()) {
                    container(value, "[", new Elements(value), "]");
                } else {
                    out.append(text(value));
                }
            }
        }
    }

    private void container(Object self, String start, Iterator<?> items, String end) {
        if (inside.size() == DEEPEST || !inside.add(self)) {
            out.append(start).append('…').append(end);
            return;
        }
        out.append(start);
        for (boolean first = true; items.hasNext() && out.length() <= LONGEST; first = false) {
            out.append(first ? "" : ", ");
            add(items.next());
        }
        out.append(end);
        inside.remove(self);
    }

    private static String text(Object value) {
        try {
            return Brief.of(String.valueOf(value.toString()), LONGEST);
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
