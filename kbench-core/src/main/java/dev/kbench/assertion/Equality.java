package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Equality as assertions mean it: numbers by value whatever their types (`4` equals `4.0`), lists
/// and arrays element by element, maps and sets regardless of order, all else by `equals`.
final class Equality {
    private Equality() {}

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return switch (a) {
            case Number x when b instanceof Number y -> numbers(x, y);
            case CharSequence x when b instanceof CharSequence y -> x.toString().contentEquals(y);
            case Optional<?> x when b instanceof Optional<?> y ->
                    equal(x.orElse(null), y.orElse(null));
            case Map<?, ?> x when b instanceof Map<?, ?> y -> maps(x, y);
            case Set<?> x when b instanceof Set<?> y -> sets(x, y);
            default -> {
                List<?> x = elements(a);
                List<?> y = elements(b);
                yield (x != null && y != null) ? lists(x, y) : Objects.equals(a, b);
            }
        };
    }

    /// The elements of a list, another ordered collection or an array; null for anything else.
    static @Nullable List<?> elements(Object value) {
        if ((value instanceof Collection<?> c) && !(value instanceof Set<?>)) {
            return Arrays.asList(c.toArray());
        }
        if (value.getClass().isArray()) {
            return IntStream.range(0, Array.getLength(value))
                    .mapToObj(i -> Array.get(value, i))
                    .toList();
        }
        return null;
    }

    private static boolean numbers(Number a, Number b) {
        BigDecimal x = decimal(a);
        BigDecimal y = decimal(b);
        if (x == null || y == null) {
            return Double.compare(a.doubleValue(), b.doubleValue()) == 0;
        }
        return x.compareTo(y) == 0;
    }

    /// The number's exact value; null for NaN and the infinities.
    private static @Nullable BigDecimal decimal(Number n) {
        return switch (n) {
            case BigDecimal d -> d;
            case BigInteger i -> new BigDecimal(i);
            case Double d -> Double.isFinite(d) ? new BigDecimal(d.toString()) : null;
            case Float f -> Float.isFinite(f) ? new BigDecimal(f.toString()) : null;
            default -> BigDecimal.valueOf(n.longValue());
        };
    }

    private static boolean lists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> others = b.iterator();
        return a.stream().allMatch(item -> equal(item, others.next()));
    }

    private static boolean maps(Map<?, ?> a, Map<?, ?> b) {
        return a.size() == b.size()
                && a.entrySet().stream()
                        .allMatch(
                                entry ->
                                        b.containsKey(entry.getKey())
                                                && equal(entry.getValue(), b.get(entry.getKey())));
    }

    private static boolean sets(Set<?> a, Set<?> b) {
        return a.size() == b.size() && a.stream().allMatch(item -> contains(b, item));
    }

    static boolean contains(Collection<?> container, @Nullable Object member) {
        return container.stream().anyMatch(item -> equal(item, member));
    }
}
