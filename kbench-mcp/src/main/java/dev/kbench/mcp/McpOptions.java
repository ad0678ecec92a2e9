package dev.kbench.mcp;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// What goes for an MCP server of either kind. Each is set at most once.
///
/// One thread.
///
/// @param <S> the options of one kind
public abstract sealed class McpOptions<S extends McpOptions<S>> permits StdioOptions, HttpOptions {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration CALL = Duration.ofMinutes(10);
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private @Nullable Duration startTimeout;
    private @Nullable Duration timeout;
    private @Nullable List<String> only;
    private @Nullable String prefix;
    private @Nullable Boolean parallel;

    McpOptions() {}

    /// This, as what it is.
    abstract S self();

    /// How long the server may take until it has told its tools; 30 s by default.
    ///
    /// @param most 1 ms to 24 hours
    /// @return this
    public S startTimeout(Duration most) {
        refuseTwice("startTimeout", startTimeout);
        startTimeout = checked("startTimeout", most);
        return self();
    }

    /// How long one call may take; 10 minutes by default. A call that takes longer is given up, and
    /// the model is told so. The run's own time limit ends a call too, and with it the run.
    ///
    /// @param most 1 ms to 24 hours
    /// @return this
    public S timeout(Duration most) {
        refuseTwice("timeout", timeout);
        timeout = checked("timeout", most);
        return self();
    }

    /// Which of the server's tools are given to models; all by default.
    ///
    /// @param names their names as the server has them, at least one
    /// @return this
    public S only(String... names) {
        refuseTwice("only", only);
        if (names.length == 0) {
            throw new IllegalArgumentException("only: expected at least one tool's name, got none");
        }
        only = List.of(names);
        return self();
    }

    /// What the tools' names begin with for models, so that two servers' tools can be told apart.
    ///
    /// @param text letters, digits, `_` and `-`, such as `files_`; nothing by default
    /// @return this
    public S prefix(String text) {
        refuseTwice("prefix", prefix);
        if (!requireNonNull(text, "text: expected such as \"files_\", got null")
                .matches("[A-Za-z_][A-Za-z0-9_-]{0,31}")) {
            throw new IllegalArgumentException(
                    "prefix must be at most 32 letters, digits, _ and -, the first a letter or _, got '%s'"
                            .formatted(text));
        }
        prefix = text;
        return self();
    }

    /// Whether several calls that a model asks for in one answer may be made at once; false by
    /// default, since a server's tools may depend on each other's order.
    ///
    /// @param value true for at once
    /// @return this
    public S parallel(boolean value) {
        refuseTwice("parallel", parallel);
        parallel = value;
        return self();
    }

    Settled settled(Secrets secrets) {
        return new Settled(
                startTimeout == null ? START : startTimeout,
                timeout == null ? CALL : timeout,
                only == null ? List.of() : only,
                prefix == null ? "" : prefix,
                parallel != null && parallel,
                secrets);
    }

    static void refuseTwice(String name, @Nullable Object before) {
        if (before != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(name, before));
        }
    }

    private static Duration checked(String name, Duration value) {
        requireNonNull(value, name + ": expected a duration, got null");
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "%s must be between 1 ms and 24 hours, got %s".formatted(name, value));
        }
        return value;
    }

    /// The options as they were set.
    ///
    /// @param only names; empty for all tools
    record Settled(
            Duration startTimeout,
            Duration timeout,
            List<String> only,
            String prefix,
            boolean parallel,
            Secrets secrets) {}
}
