package dev.kbench.task;

import java.math.BigDecimal;
import java.time.Duration;

/// Durations as a person would read them.
final class Durations {
    private Durations() {}

    /// Such as `120 s`, `1.5 s` or `20 ms`.
    static String text(Duration duration) {
        BigDecimal seconds =
                BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9));
        boolean small = seconds.compareTo(BigDecimal.ONE) < 0;
        BigDecimal shown = (small ? seconds.movePointRight(3) : seconds).stripTrailingZeros();
        return shown.toPlainString() + (small ? " ms" : " s");
    }
}
