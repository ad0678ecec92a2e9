package dev.kbench.llm;

import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;

/// What a run's calls used, its sub-runs' included, and how many it made.
///
/// Thread-safe.
public final class UsageMeter {
    private static final Slot<UsageMeter> SLOT = new Slot<>(UsageMeter::new);

    private Usage sum = Usage.NONE;
    private int calls;
    private Consumer<Usage> watcher = _ -> {};

    private UsageMeter() {}

    /// What the current run has used so far.
    ///
    /// @return the sum over its calls and its sub-runs', nothing outside a run
    public static Usage current() {
        RunScope scope = RunScope.current();
        return scope == null ? Usage.NONE : scope.state(SLOT).sum();
    }

    /// Has somebody told of each call that the current run, or a run inside it, gets an answer to.
    ///
    /// @param watcher is told what the call used, in the calling thread
    /// @throws IllegalStateException outside a run
    public static void watch(Consumer<Usage> watcher) {
        RunScope scope = RunScope.current();
        if (scope == null) {
            throw new IllegalStateException("there is no run whose calls could be watched");
        }
        scope.state(SLOT).watcher(watcher);
    }

    private synchronized void watcher(Consumer<Usage> told) {
        watcher = told;
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

    private void plus(Usage usage) {
        Consumer<Usage> told;
        synchronized (this) {
            sum = sum.plus(Objects.requireNonNull(usage));
            told = watcher;
        }
        told.accept(usage);
    }

    private synchronized Usage sum() {
        return sum;
    }
}
