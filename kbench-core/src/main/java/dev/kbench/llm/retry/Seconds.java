package dev.kbench.llm.retry;

import java.time.Duration;
import java.util.Locale;

/// A time as messages of retries say it.
final class Seconds {
    private Seconds() {}

    /// Such as `250 ms`, `1.5 s`, `90 s`, `24 min`.
    static String of(Duration time) {
        long millis = time.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return millis < 600_000
                ? Math.round(millis / 1000.0) + " s"
                : Math.round(millis / 60_000.0) + " min";
    }
}
