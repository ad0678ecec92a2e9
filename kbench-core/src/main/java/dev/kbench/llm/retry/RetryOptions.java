package dev.kbench.llm.retry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// How often and how long a request is sent again: `with -> with.most(2)`. Each is set at most
/// once.
///
/// One thread.
public final class RetryOptions {
    /// How often by default.
    public static final int MOST = 5;

    private static final int MOST_ALLOWED = 100;
    private static final Duration LONGEST = Duration.ofDays(1);

    private @Nullable Integer most;
    private @Nullable Duration firstWait;
    private @Nullable Duration longestWait;
    private @Nullable Duration within;

    RetryOptions() {}

    /// How often a request is sent again; {@value #MOST} times by default.
    ///
    /// @param times 0 to 100; 0 never
    /// @return this
    public RetryOptions most(int times) {
        unset("most", most);
        if (times < 0 || times > MOST_ALLOWED) {
            throw new IllegalArgumentException(
                    "most must be between 0 and %d, got %d".formatted(MOST_ALLOWED, times));
        }
        most = times;
        return this;
    }

    /// The longest wait before the first retry; each further one doubles it. 1 second by default.
    /// How much of it is waited is drawn by lot, so that many calls do not come back at once.
    ///
    /// @param wait more than zero, at most a day
    /// @return this
    public RetryOptions firstWait(Duration wait) {
        unset("firstWait", firstWait);
        firstWait = positive("firstWait", wait);
        return this;
    }

    /// What no wait of our own exceeds; 1 minute by default. A wait that the provider asks for may
    /// be longer.
    ///
    /// @param wait more than zero, at most a day
    /// @return this
    public RetryOptions longestWait(Duration wait) {
        unset("longestWait", longestWait);
        longestWait = positive("longestWait", wait);
        return this;
    }

    /// The time from a call's first request within which it may be sent again; 10 minutes by
    /// default. A wait that would pass it is not begun.
    ///
    /// @param time more than zero, at most a day
    /// @return this
    public RetryOptions within(Duration time) {
        unset("within", within);
        within = positive("within", time);
        return this;
    }

    int most() {
        return most == null ? MOST : most;
    }

    Duration firstWait() {
        return firstWait == null ? Duration.ofSeconds(1) : firstWait;
    }

    Duration longestWait() {
        return longestWait == null ? Duration.ofMinutes(1) : longestWait;
    }

    Duration within() {
        return within == null ? Duration.ofMinutes(10) : within;
    }

    private static void unset(String option, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
        }
    }

    private static Duration positive(String option, Duration value) {
        requireNonNull(
                value, option + ": expected a duration such as Duration.ofSeconds(2), got null");
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be more than zero and at most a day, got %s".formatted(option, value));
        }
        return value;
    }
}
