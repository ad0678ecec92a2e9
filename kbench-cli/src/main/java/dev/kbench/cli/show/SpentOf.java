package dev.kbench.cli.show;

import dev.kbench.control.Budget;
import dev.kbench.control.Outlay;
import dev.kbench.event.RunEvent.BudgetSpent;

import org.jspecify.annotations.Nullable;

/// How much of a budget is spent, as the last events have it.
///
/// Thread-safe.
final class SpentOf {
    private @Nullable Budget budget;
    private Outlay spent = Outlay.NONE;

    /// Events of calls that ended at the same time come in any order.
    synchronized void add(BudgetSpent event) {
        budget = event.budget();
        spent =
                new Outlay(
                        Math.max(spent.nanodollars(), event.spent().nanodollars()),
                        Math.max(spent.tokens(), event.spent().tokens()),
                        Math.max(spent.calls(), event.spent().calls()));
    }

    /// Such as `$4.98 of $5.00 spent`; empty where there is no budget.
    synchronized String text() {
        return budget == null ? "" : budget.spent(spent) + " spent";
    }
}
