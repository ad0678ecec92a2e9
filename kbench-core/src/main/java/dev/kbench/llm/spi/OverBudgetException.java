package dev.kbench.llm.spi;

import dev.kbench.key.KbenchException;

/// A call was not sent, since it might take more than is left of a {@link
/// dev.kbench.control.Budget}. Whatever the task makes of it, its run has no verdict.
public final class OverBudgetException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message what is spent, what the budget is, and what to do
    public OverBudgetException(String message) {
        super(message);
    }
}
