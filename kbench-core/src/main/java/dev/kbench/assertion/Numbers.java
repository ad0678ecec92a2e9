package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Numbers compared by value, whatever their types.
final class Numbers {
    private Numbers() {}

    static boolean equal(Number a, Number b) {
        if (isFloating(a) && isFloating(b) && a.getClass() == b.getClass()) {
            return a.doubleValue() == b.doubleValue() || a.equals(b);
        }
        if (isLong(a) && isLong(b)) {
            return a.longValue() == b.longValue();
        }
        BigDecimal x = decimal(a);
        BigDecimal y = decimal(b);
        if (x != null && y != null) {
            return x.compareTo(y) == 0;
        }
        return (isFloating(a) && isFloating(b))
                ? Double.compare(a.doubleValue(), b.doubleValue()) == 0
                : a.equals(b);
    }

    private static boolean isFloating(Number n) {
        return n instanceof Double || n instanceof Float;
    }

    private static boolean isLong(Number n) {
        return switch (n) {
            case Long _, Integer _, Short _, Byte _, AtomicLong _, AtomicInteger _ -> true;
            default -> false;
        };
    }

    /// The number's value as it is printed; null for NaN, the infinities, and a type whose value is
    /// not known exactly.
    private static @Nullable BigDecimal decimal(Number n) {
        return switch (n) {
            case BigDecimal d -> d;
            case BigInteger i -> new BigDecimal(i);
            case Double d -> Double.isFinite(d) ? new BigDecimal(d.toString()) : null;
            case Float f -> Float.isFinite(f) ? new BigDecimal(f.toString()) : null;
            default -> isLong(n) ? BigDecimal.valueOf(n.longValue()) : null;
        };
    }
}
