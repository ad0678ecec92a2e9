package dev.kbench.run;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A run has no result. Its cause is what the task threw, where that is still to be had.
public final class RunFailedException extends KbenchException {
    private static final long serialVersionUID = 1L;

    private final transient Run<?> run;

    /// Makes one.
    ///
    /// @param run the run, stored already
    /// @param cause what the task threw, null for a run read back
    public RunFailedException(Run<?> run, @Nullable Throwable cause) {
        super(
                "%s/%s%s has no result: %s"
                        .formatted(
                                run.task().name(),
                                run.id(),
                                run.model().map(model -> " on " + model.id()).orElse(""),
                                run.privateValues()
                                        .text(run.errorMessage().orElse("it did not complete"))),
                cause);
        this.run = run;
    }

    /// The run.
    ///
    /// @return the run as it was stored
    public Run<?> run() {
        return run;
    }
}
