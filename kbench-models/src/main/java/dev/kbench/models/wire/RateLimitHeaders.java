package dev.kbench.models.wire;

import dev.kbench.llm.spi.RateLimits;
import dev.kbench.models.http.Answer;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of its limits in its headers: OpenAI's `x-ratelimit-limit-requests`,
/// `-remaining-…`, `-reset-…` and the same for tokens, or Anthropic's
/// `anthropic-ratelimit-requests-limit`, `-remaining`, `-reset`. Times are spans such as `1m30.5s`
/// and `250ms`, seconds, or moments of RFC 3339. What cannot be read is unknown.
public final class RateLimitHeaders {
    private static final Pattern STEP = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h|d)");
    private static final Pattern SPAN = Pattern.compile("(?:" + STEP.pattern() + "){1,8}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    private RateLimitHeaders() {}

    /// Reads them.
    ///
    /// @param answer the answer, of any status
    /// @param clock tells the time that moments are compared with
    /// @return the limits; {@link RateLimits#NONE} where no header speaks of them
    public static RateLimits of(Answer answer, InstantSource clock) {
        if (!answer.hasHeaderLike("ratelimit-")) {
            return RateLimits.NONE;
        }
        return new RateLimits(
                number(header(answer, "limit", "requests")),
                number(header(answer, "remaining", "requests")),
                span(header(answer, "reset", "requests"), clock),
                number(header(answer, "limit", "tokens")),
                number(header(answer, "remaining", "tokens")),
                span(header(answer, "reset", "tokens"), clock));
    }

    private static String header(Answer answer, String what, String ofWhat) {
        String value = answer.header("x-ratelimit-" + what + "-" + ofWhat);
        return (value.isEmpty()
                        ? answer.header("anthropic-ratelimit-" + ofWhat + "-" + what)
                        : value)
                .strip();
    }

    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    static Optional<Duration> span(String text, InstantSource clock) {
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(nanos(text, 1_000_000_000));
        }
        if (SPAN.matcher(text).matches()) {
            Duration sum = Duration.ZERO;
            Matcher step = STEP.matcher(text);
            while (step.find()) {
                sum = sum.plus(nanos(step.group(1), unit(step.group(2))));
            }
            return Optional.of(sum);
        }
        try {
            Duration left = Duration.between(clock.instant(), Instant.parse(text));
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }

    private static Duration nanos(String number, long nanosPerUnit) {
        BigDecimal nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(nanosPerUnit));
        return Duration.ofNanos(nanos.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue());
    }
}
