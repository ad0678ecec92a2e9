package dev.kbench.tools;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// Options of one piece of code in a session. Each is set at most once.
///
/// One thread.
public final class ReplOptions {
    private static final Duration ORDINARY = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(24);

    private @Nullable String input;
    private @Nullable Duration timeout;
    private @Nullable Boolean visibleToLlm;

    ReplOptions() {}

    /// What the code reads from its standard input; nothing by default.
    ///
    /// @param text any length
    /// @return this
    public ReplOptions input(String text) {
        refuseTwice("input", input == null ? null : input.length() + " characters");
        input = requireNonNull(text, "text: expected what the code reads, got null");
        return this;
    }

    /// How long the code may run by the clock, 30 s by default; then it is interrupted, as by
    /// Ctrl-C, and ended with its session where that does not help.
    ///
    /// @param most 1 ms to 24 hours
    /// @return this
    public ReplOptions timeout(Duration most) {
        refuseTwice("timeout", timeout);
        requireNonNull(most, "most: expected a duration, got null");
        if (most.compareTo(Duration.ofMillis(1)) < 0 || most.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be between PT0.001S and PT24H, got " + most);
        }
        timeout = most;
        return this;
    }

    /// Whether code and result join the current chat so that a model sees them there; they do by
    /// default. Hidden ones are in the chat too, but no model sees them, nor does the stored
    /// conversation hold them.
    ///
    /// @param visible false to hide them
    /// @return this
    public ReplOptions visibleToLlm(boolean visible) {
        refuseTwice("visibleToLlm", visibleToLlm);
        visibleToLlm = visible;
        return this;
    }

    private static void refuseTwice(String name, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(name, old));
        }
    }

    String input() {
        return input == null ? "" : input;
    }

    Duration timeout() {
        return timeout == null ? ORDINARY : timeout;
    }

    boolean visibleToLlm() {
        return !Boolean.FALSE.equals(visibleToLlm);
    }
}
