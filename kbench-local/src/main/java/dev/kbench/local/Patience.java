package dev.kbench.local;

import java.time.Duration;

/// How long a call waits for its worker.
///
/// @param silence for the next word, while it loads its weights or answers
/// @param stopping until it has stopped, before it is ended; the binding cannot be stopped while it
///   reads a prompt
/// @param counting for the counts of an answer that has come; the log that has them lags behind
record Patience(Duration silence, Duration stopping, Duration counting) {
    /// What goes for models.
    static final Patience USUAL =
            new Patience(Duration.ofMinutes(30), Duration.ofSeconds(1), Duration.ofSeconds(30));
}
