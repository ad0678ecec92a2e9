package dev.kbench.models.wire;

import dev.kbench.models.http.Answer;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;

/// How long a server asks to wait: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or
/// `retry-after-ms`. More than a day is taken as a day, less than nothing as nothing.
public final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(1);

    private RetryAfter() {}

    /// Reads it.
    ///
    /// @param answer the answer
    /// @param clock tells the time that a date is compared with
    /// @return the wait, null where the server does not say
    public static @Nullable Duration of(Answer answer, InstantSource clock) {
        Duration exact = number(answer.header("retry-after-ms"), 1_000_000);
        if (exact != null) {
            return exact;
        }
        String value = answer.header("retry-after");
        Duration seconds = number(value, 1_000_000_000);
        return seconds != null ? seconds : date(value.strip(), clock);
    }

    private static @Nullable Duration number(String text, long nanosPerUnit) {
        String number = text.strip();
        if (!number.matches("\\d{1,18}(\\.\\d{1,9})?")) {
            return null;
        }
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(nanosPerUnit));
        BigDecimal most = BigDecimal.valueOf(LONGEST.toNanos());
        return Duration.ofNanos(nanos.min(most).longValue());
    }

    static @Nullable Duration date(String text, InstantSource clock) {
        try {
            Instant until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            Duration wait = Duration.between(clock.instant(), until);
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
