package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;

/// Equality as assertions mean it: numbers by value whatever their types (`4` equals `4.0`), texts
/// by their characters, points in time whatever their zones, lists and arrays element by element,
/// records of one type component by component, maps and sets regardless of order, all else, and
/// records with an equality of their own, by `equals`. Two structures that contain themselves are
/// equal where no difference can be found.
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
        Equality equality = new Equality();
        return (container instanceof Set<?> set && quick(set, member))
                || equality.hasOneOf(container, member);
    }

    @SuppressWarnings("ReferenceEquality") // a shortcut: what is the same is equal
    private boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        Instant instant = instant(a);
        if (instant != null) {
            return instant.equals(instant(b));
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
            case Map.Entry<?, ?> x when b instanceof Map.Entry<?, ?> y ->
                    within(
                            x,
                            y,
                            () -> same(x.getKey(), y.getKey()) && same(x.getValue(), y.getValue()));
            case Record x when RecordParts.areComparable(x, b) ->
                    within(x, b, () -> lists(RecordParts.values(x), RecordParts.values(b)));
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
    private static final class ArrayView extends AbstractList<@Nullable Object>
            implements RandomAccess {
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
        Lookup entries = new Lookup(b.keySet());
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!hasEntry(b, entries, entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean hasEntry(
            Map<?, ?> map, Lookup keys, @Nullable Object key, @Nullable Object value) {
        if (quick(map.keySet(), key)) {
            return same(value, map.get(key));
        }
        for (Object other : keys.candidates(key)) {
            if (same(key, other) && same(value, map.get(other))) {
                return true;
            }
        }
        return false;
    }

    private boolean hasAll(Set<?> container, Set<?> members) {
        Lookup elements = new Lookup(container);
        for (Object member : members) {
            if (!quick(container, member) && !hasOneOf(elements.candidates(member), member)) {
                return false;
            }
        }
        return true;
    }

    private boolean hasOneOf(Collection<?> items, @Nullable Object member) {
        for (Object item : items) {
            if (same(item, member)) {
                return true;
            }
        }
        return false;
    }

    /// A point in time, however it is written; null for anything else.
    static @Nullable Instant instant(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            case null, default -> null;
        };
    }

    /// Asks the set itself, whose answer "no" says little: its equality is another one, and some
    /// sets refuse null or other types.
    static boolean quick(Set<?> set, @Nullable Object member) {
        try {
            return set.contains(member);
        } catch (ClassCastException | NullPointerException e) {
            return false;
        }
    }
}
