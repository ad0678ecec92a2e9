package dev.kbench.llm;

import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// What a run's calls used, its sub-runs' included, and how many it made.
///
/// Thread-safe.
public final class UsageMeter {
    private static final Slot<UsageMeter> SLOT = new Slot<>(UsageMeter::new);

    private Usage sum = Usage.NONE;
    private int calls;

    private UsageMeter() {}

    /// What the current run has used so far.
    ///
    /// @return the sum over its calls and its sub-runs', nothing outside a run
    public static Usage current() {
        RunScope scope = RunScope.current();
        return scope == null ? Usage.NONE : scope.state(SLOT).sum();
    }

    static int nextCall(@Nullable RunScope scope) {
        return scope == null ? 0 : scope.state(SLOT).count();
    }

    static void add(@Nullable RunScope scope, Usage usage) {
        for (RunScope s = scope; s != null; s = s.parent()) {
            s.state(SLOT).plus(usage);
        }
    }

    private synchronized int count() {
        return ++calls;
    }

    private synchronized void plus(Usage usage) {
        sum = sum.plus(Objects.requireNonNull(usage));
    }

    private synchronized Usage sum() {
        return sum;
    }
}
