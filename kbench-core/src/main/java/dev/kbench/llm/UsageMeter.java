package dev.kbench.llm;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.BiConsumer;

/// What a run's calls used, its sub-runs' included, and how many it made. Sub-runs that were read
/// back count with what they used when they were made.
///
/// Thread-safe.
public final class UsageMeter {
    private static final Slot<UsageMeter> SLOT = new Slot<>(UsageMeter::new);

    private Usage made = Usage.NONE;
    private Usage replayed = Usage.NONE;
    private Usage readBack = Usage.NONE;
    private Usage resumed = Usage.NONE;
    private int calls;
    private BiConsumer<Usage, Outlay> watcher = (_, _) -> {};

    private UsageMeter() {}

    /// What the current run has used so far.
    ///
    /// @return the sum over its calls and its sub-runs', nothing outside a run
    public static Usage current() {
        RunScope scope = RunScope.current();
        return scope == null ? Usage.NONE : scope.state(SLOT).sum();
    }

    /// What the current run has used so far, told apart by who pays for it.
    ///
    /// @return nothing outside a run
    public static Metered metered() {
        RunScope scope = RunScope.current();
        return scope == null ? Metered.NOTHING : scope.state(SLOT).parts();
    }

    /// What a run used.
    ///
    /// @param made by calls of its own and of runs made inside it that a model answered
    /// @param replayed by those that a recording answered: it was paid when they were recorded
    /// @param readBack by runs inside it that were made before, elsewhere
    /// @param resumed by runs inside it that were made before, in an earlier attempt at it
    public record Metered(Usage made, Usage replayed, Usage readBack, Usage resumed) {
        static final Metered NOTHING = new Metered(Usage.NONE, Usage.NONE, Usage.NONE, Usage.NONE);
    }

    /// Notes that a run inside the current one was not made, because one that was made before
    /// stands in for it: the current run, and those around it, used what it used.
    ///
    /// @param usage what the run used when it was made
    /// @param resumed whether that was in an earlier attempt at the current run
    public static void addReused(Usage usage, boolean resumed) {
        for (RunScope s = RunScope.current(); s != null; s = s.parent()) {
            s.state(SLOT).reused(usage, resumed);
        }
    }

    /// Has somebody told of each call that the current run, or a run inside it, gets an answer to.
    ///
    /// @param watcher is told what the call used, and what it took of any budget, in the calling
    ///   thread
    /// @throws IllegalStateException outside a run
    public static void watch(BiConsumer<Usage, Outlay> watcher) {
        RunScope scope = RunScope.current();
        if (scope == null) {
            throw new IllegalStateException("there is no run whose calls could be watched");
        }
        scope.state(SLOT).watcher(watcher);
    }

    private synchronized void watcher(BiConsumer<Usage, Outlay> told) {
        watcher = told;
    }

    static int nextCall(@Nullable RunScope scope) {
        return scope == null ? 0 : scope.state(SLOT).count();
    }

    /// Adds what a call used.
    ///
    /// @param answered what its answer used; none where it got no answer
    /// @param unpriced how many of its requests may have cost what nobody knows
    /// @param outlay what it took of any budget
    /// @param replayed whether the answer is a recording
    static void add(
            @Nullable RunScope scope,
            Usage answered,
            int unpriced,
            Outlay outlay,
            boolean replayed) {
        Usage usage = unpriced == 0 ? answered : answered.unpriced(unpriced);
        for (RunScope s = scope; s != null; s = s.parent()) {
            s.state(SLOT).plus(usage, outlay, replayed);
        }
    }

    private synchronized int count() {
        return ++calls;
    }

    private void plus(Usage usage, Outlay outlay, boolean ofRecording) {
        BiConsumer<Usage, Outlay> told;
        synchronized (this) {
            if (ofRecording) {
                replayed = replayed.plus(Objects.requireNonNull(usage));
            } else {
                made = made.plus(Objects.requireNonNull(usage));
            }
            told = watcher;
        }
        told.accept(usage, outlay);
    }

    private synchronized void reused(Usage usage, boolean again) {
        if (again) {
            resumed = resumed.plus(usage);
        } else {
            readBack = readBack.plus(usage);
        }
    }

    private synchronized Metered parts() {
        return new Metered(made, replayed, readBack, resumed);
    }

    private synchronized Usage sum() {
        return made.plus(replayed).plus(readBack).plus(resumed);
    }
}
