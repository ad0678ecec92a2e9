package dev.kbench.run;

import dev.kbench.key.KbenchException;

/// A run's conversation cannot be read back: it was pruned, or what it lies in is damaged. The
/// run's value, assertions and usage do not depend on it.
public final class TranscriptException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param run whose conversation it is
    /// @param cause why it cannot be read
    public TranscriptException(Run<?> run, RuntimeException cause) {
        super(
                "%s/%s%s: its result is there, its conversation cannot be read back: %s; run it again to have one"
                        .formatted(
                                run.task().name(),
                                run.id(),
                                run.model().map(model -> " on " + model.id()).orElse(""),
                                Failure.of(cause).summary()),
                cause);
    }
}
