package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Equality as assertions mean it: numbers by value whatever their types (`4` equals `4.0`), texts
/// by their characters, lists and arrays element by element, maps and sets regardless of order, all
/// else by `equals`. Two structures that contain themselves are equal where no difference can be
/// found.
///
/// One thread, one comparison.
final class Equality {
    private static final int DEEPEST = 200;

    /// The pairs of containers that are being compared, outermost first.
    private final List<Pair> open = new ArrayList<>();

    private Equality() {}

    private record Pair(Object a, Object b) {}

    /// Compares two values.
    ///
    /// @throws IllegalArgumentException if they are nested more than 200 deep
    static boolean equal(@Nullable Object a, @Nullable Object b) {
        return new Equality().same(a, b);
    }

    /// Whether a collection has an equal element.
    static boolean contains(Collection<?> container, @Nullable Object member) {
        return new Equality().has(container, member);
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: what is the same is equal
    private boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        return switch (a) {
            case Number x when b instanceof Number y -> Numbers.equal(x, y);
            case CharSequence x when text(b) instanceof CharSequence y -> sameText(x, y);
            case Character x when text(b) instanceof CharSequence y -> sameText(x.toString(), y);
            case Optional<?> x when b instanceof Optional<?> y ->
                    same(x.orElse(null), y.orElse(null));
            case Map<?, ?> x when b instanceof Map<?, ?> y ->
                    x.size() == y.size() && within(x, y, () -> maps(x, y));
            case Set<?> x when b instanceof Set<?> y ->
                    x.size() == y.size() && within(x, y, () -> hasAll(x, y) && hasAll(y, x));
            default -> {
                List<?> x = elements(a);
                List<?> y = elements(b);
                yield (x != null && y != null)
                        ? x.size() == y.size() && within(a, b, () -> lists(x, y))
                        : Objects.equals(a, b);
            }
        };
    }

    private static Object text(Object value) {
        return value instanceof Character c ? c.toString() : value;
    }

    private static boolean sameText(CharSequence a, CharSequence b) {
        return CharSequence.compare(a, b) == 0;
    }

    private interface Comparison {
        boolean holds();
    }

    @SuppressWarnings("ReferenceEquality") // a container's own equality may never end
    private boolean within(Object a, Object b, Comparison comparison) {
        for (Pair pair : open) {
            if (pair.a == a && pair.b == b) {
                return true;
            }
        }
        if (open.size() == DEEPEST) {
            throw new IllegalArgumentException(
                    "the values are nested more than %d deep and cannot be compared"
                            .formatted(DEEPEST));
        }
        open.add(new Pair(a, b));
        try {
            return comparison.holds();
        } finally {
            open.removeLast();
        }
    }

    /// The elements of a list, another ordered collection or an array; null for anything else.
    static @Nullable List<?> elements(Object value) {
        if (value instanceof Collection<?> c && !(value instanceof Set<?>)) {
            return c instanceof List<?> list ? list : Arrays.asList(c.toArray());
        }
        return value.getClass().isArray() ? new ArrayView(value) : null;
    }

    /// An array of any component type as a list.
    private static final class ArrayView extends AbstractList<@Nullable Object> {
        private final Object array;

        ArrayView(Object array) {
            this.array = array;
        }

        @Override
        public @Nullable Object get(int index) {
            return Array.get(array, index);
        }

        @Override
        public int size() {
            return Array.getLength(array);
        }
    }

    private boolean lists(List<?> a, List<?> b) {
        Iterator<?> others = b.iterator();
        for (Object item : a) {
            if (!others.hasNext() || !same(item, others.next())) {
                return false;
            }
        }
        return true;
    }

    private boolean maps(Map<?, ?> a, Map<?, ?> b) {
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!hasEntry(b, entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasEntry(Map<?, ?> map, @Nullable Object key, @Nullable Object value) {
        if (quick(map.keySet(), key)) {
            return same(value, map.get(key));
        }
        for (Map.Entry<?, ?> other : map.entrySet()) {
            if (same(key, other.getKey()) && same(value, other.getValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll(Set<?> container, Set<?> members) {
        for (Object member : members) {
            if (!has(container, member)) {
                return false;
            }
        }
        return true;
    }

    private boolean has(Collection<?> container, @Nullable Object member) {
        if (container instanceof Set<?> set && quick(set, member)) {
            return true;
        }
        for (Object item : container) {
            if (same(item, member)) {
                return true;
            }
        }
        return false;
    }

    /// Asks the set itself, whose answer "no" says little: its equality is another one, and some
    /// sets refuse null or other types.
    private static boolean quick(Set<?> set, @Nullable Object member) {
        try {
            return set.contains(member);
        } catch (ClassCastException | NullPointerException e) {
            return false;
        }
    }
}
