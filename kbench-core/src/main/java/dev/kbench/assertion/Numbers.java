package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Numbers compared by value, whatever their types. Zero has no sign, and NaN equals NaN: a task
/// that expects NaN means that it came.
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

    /// A hash that equal numbers share.
    static int hash(Number n) {
        BigDecimal value = decimal(n);
        if (value != null) {
            return value.stripTrailingZeros().hashCode();
        }
        return isFloating(n) ? Double.hashCode(n.doubleValue()) : 0;
    }

    /// How far two numbers are apart where that is next to nothing, as after a sum of fractions.
    ///
    /// @return the distance, null where they are the same, truly different or not finite
    static @Nullable BigDecimal hairsbreadth(Number a, Number b) {
        BigDecimal x = decimal(a);
        BigDecimal y = decimal(b);
        if (x == null || y == null || isHuge(x) || isHuge(y)) {
            return null;
        }
        BigDecimal apart = x.subtract(y).abs();
        BigDecimal size = x.abs().max(y.abs());
        return apart.signum() != 0 && apart.compareTo(size.movePointLeft(9)) < 0 ? apart : null;
    }

    /// Whether sums with it may take as many digits as there is memory.
    private static boolean isHuge(BigDecimal n) {
        return n.scale() > 1_000 || n.scale() < -1_000 || n.precision() > 1_000;
    }

    private static boolean isFloating(Number n) {
        return n instanceof Double || n instanceof Float;
    }

    private static boolean isLong(Number n) {
        return switch (n) {
            case Long _, Integer _, Short _, Byte _, AtomicLong _, AtomicInteger _, LongAdder _ ->
                    true;
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
