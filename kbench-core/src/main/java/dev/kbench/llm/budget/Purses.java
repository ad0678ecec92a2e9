package dev.kbench.llm.budget;

import dev.kbench.event.Listeners;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;
import dev.kbench.llm.spi.OverBudgetException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Which purses a call is paid from: those that its run holds and those that the runs around it
/// hold, innermost first; outside a run, the process's.
///
/// Thread-safe.
public final class Purses {
    private static final Slot<Held> SLOT = new Slot<>(Held::new);
    private static final AtomicReference<@Nullable OfProcess> OF_PROCESS = new AtomicReference<>();

    private Purses() {}

    /// What a run's scope holds.
    private static final class Held {
        private volatile List<Purse> purses = List.of();
        private volatile @Nullable OverBudgetException refusal;
    }

    /// Has the calls of a run, and of runs inside it, paid from purses.
    ///
    /// @param scope the run
    /// @param purses the narrower before the wider
    public static void hold(RunScope scope, List<Purse> purses) {
        scope.state(SLOT).purses = List.copyOf(purses);
    }

    /// What calls outside of runs are paid from.
    ///
    /// @param purse the purse
    /// @param listeners who is told of what is spent
    public record OfProcess(Purse purse, Listeners listeners) {}

    /// Has calls outside of runs paid from a purse.
    ///
    /// @param purse the purse, null for none
    /// @return what was set before, null for none
    public static @Nullable OfProcess ofProcess(@Nullable OfProcess purse) {
        return OF_PROCESS.getAndSet(purse);
    }

    /// Who is told of what a call spends.
    static Listeners listeners(@Nullable RunScope scope) {
        if (scope != null) {
            return scope.listeners();
        }
        OfProcess outside = OF_PROCESS.get();
        return outside == null ? new Listeners() : outside.listeners();
    }

    /// The call of a run that was not sent, in it or inside it, since the budget that the run is
    /// under had too little left.
    ///
    /// @param scope the run
    /// @return the first refusal, empty where there was none
    public static Optional<OverBudgetException> refusal(RunScope scope) {
        return Optional.ofNullable(scope.state(SLOT).refusal);
    }

    /// The purses that a call is paid from, in the order in which something is to be set aside.
    static List<Purse> of(@Nullable RunScope scope) {
        if (scope == null) {
            OfProcess outside = OF_PROCESS.get();
            return outside == null ? List.of() : List.of(outside.purse());
        }
        List<Purse> all = null;
        for (RunScope s = scope; s != null; s = s.parent()) {
            List<Purse> held = s.state(SLOT).purses;
            if (!held.isEmpty()) {
                all = all == null ? new ArrayList<>(held.size() + 1) : all;
                all.addAll(held);
            }
        }
        return all == null ? List.of() : all;
    }

    /// Notes that a purse refused a call: with the run that calls, and those around it, up to the
    /// one that holds the purse.
    static void refused(@Nullable RunScope scope, Purse purse, OverBudgetException refusal) {
        for (RunScope s = scope; s != null; s = s.parent()) {
            Held held = s.state(SLOT);
            if (held.refusal == null) {
                held.refusal = refusal;
            }
            if (held.purses.contains(purse)) {
                return;
            }
        }
    }
}
