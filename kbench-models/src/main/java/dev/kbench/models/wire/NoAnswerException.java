package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

/// A body that does not hold what was asked for.
public final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean passing;
    private final transient @Nullable ServerError error;

    /// Makes one.
    ///
    /// @param got what came, for a message
    /// @param passing whether the next try may go better
    /// @param error the error that the body holds, null where it holds none
    /// @param cause what the parser threw, if it did
    public NoAnswerException(
            String got, boolean passing, @Nullable ServerError error, @Nullable Throwable cause) {
        super(got, cause);
        this.passing = passing;
        this.error = error;
    }

    String got() {
        return String.valueOf(getMessage());
    }

    /// Whether the next try may go better.
    ///
    /// @return true if so
    public boolean passing() {
        return passing;
    }

    /// The error that the body holds.
    ///
    /// @return the error, null where it holds none
    public @Nullable ServerError error() {
        return error;
    }
}
