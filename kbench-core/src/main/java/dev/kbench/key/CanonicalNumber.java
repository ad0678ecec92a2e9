package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// One text for one number, whatever its type: `4`, `4.0` and `4.00` are `4`.
final class CanonicalNumber {
    /// A number of more digits before the point is written with an exponent.
    private static final int LONGEST = 40;

    private CanonicalNumber() {}

    /// The number's text; null for a type whose value is not known exactly.
    static @Nullable String text(Number n) {
        return switch (n) {
            case Long _, Integer _, Short _, Byte _, AtomicLong _, AtomicInteger _ ->
                    Long.toString(n.longValue());
            case Double d when !Double.isFinite(d) -> "\"" + d + "\"";
            case Float f when !Float.isFinite(f) -> "\"" + f + "\"";
            case Double d -> decimal(new BigDecimal(d.toString()));
            case Float f -> decimal(new BigDecimal(f.toString()));
            case BigInteger b -> decimal(new BigDecimal(b));
            case BigDecimal d -> decimal(d);
            default -> null;
        };
    }

    private static String decimal(BigDecimal d) {
        if (d.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = d.stripTrailingZeros();
        long digits = (long) stripped.precision() - stripped.scale();
        return stripped.scale() <= 0 && digits <= LONGEST
                ? stripped.toBigInteger().toString()
                : stripped.toString();
    }
}
