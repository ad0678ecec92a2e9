package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;
import dev.kbench.key.RunKey;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.InnerRun;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Where the runs inside one attempt are kept, however deep inside. What completed inside the
/// attempt before, if that has no verdict (its process was killed, its time was up, a provider was
/// down), stands in for the same run in this one, each once: it is not paid for again. Inside an
/// attempt after one that failed everything is made anew. With the cache on, completed runs of
/// other journals stand in too.
///
/// Thread-safe.
final class InnerRuns {
    private static final Slot<Holder> SLOT = new Slot<>(Holder::new);

    private final RunJournal journal;
    private final long position;
    private final int attempt;
    private final boolean goesOn;
    private final Map<KeyDigest, Deque<InnerRun>> before = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /// Of the attempt that is about to start at a position.
    InnerRuns(RunJournal journal, long position) {
        this.journal = journal;
        this.position = position;
        int attempts = journal.index().attempts(position);
        this.attempt = attempts + 1;
        this.goesOn = attempts > 0;
        for (InnerRun run : journal.index().inner(position)) {
            before.computeIfAbsent(run.digest(), _ -> new ArrayDeque<>(1)).add(run);
        }
    }

    /// What a scope holds.
    private static final class Holder {
        private volatile @Nullable InnerRuns runs;
    }

    /// Has the runs inside a run kept here.
    static void keep(RunScope scope, @Nullable InnerRuns runs) {
        scope.state(SLOT).runs = runs;
    }

    /// Where the runs inside a run are kept; null where nowhere.
    static @Nullable InnerRuns of(RunScope scope) {
        return scope.state(SLOT).runs;
    }

    /// A run that stands in for one.
    ///
    /// @param run the run
    /// @param resumed whether it was made in an earlier attempt at the run around it
    record Stand<T extends @Nullable Object>(Run<T> run, boolean resumed) {}

    /// Whether there were earlier attempts, so that what was made before was made in them.
    boolean goesOn() {
        return goesOn;
    }

    /// The place of a run inside.
    <T extends @Nullable Object> Keeping.Place<T> at(Task<T> task, RunKey key) {
        return new Inside<>(task, KeyDigest.of(key.digest()));
    }

    private <T extends @Nullable Object> @Nullable Stand<T> find(Task<T> task, KeyDigest key) {
        for (InnerRun next = next(key); next != null; next = next(key)) {
            try {
                Run<T> run = journal.read(task, journal.journal().read(next), true);
                if (take(run)) {
                    return new Stand<>(run, true);
                }
            } catch (UnreadableValueException e) {
                // it is made again
            }
        }
        Run<T> run = journal.earlier(task, key, Workspace.current());
        return run == null ? null : new Stand<>(run, false);
    }

    private synchronized @Nullable InnerRun next(KeyDigest key) {
        Deque<InnerRun> runs = before.get(key);
        return runs == null ? null : runs.poll();
    }

    /// Whether a run does not stand in already, as part of another.
    private synchronized boolean take(Run<?> run) {
        boolean free = taken.add(run.identity().uid());
        run.subruns().forEach(this::take);
        return free;
    }

    private final class Inside<T extends @Nullable Object> implements Keeping.Place<T> {
        private final Task<T> task;
        private final KeyDigest key;

        Inside(Task<T> task, KeyDigest key) {
            this.task = task;
            this.key = key;
        }

        @Override
        public int attempts() {
            return 0;
        }

        @Override
        public @Nullable Stand<T> reused() {
            Stand<T> found = find(task, key);
            if (found != null) {
                journal.inner(task, position, attempt, key, found.run());
            }
            return found;
        }

        @Override
        public InnerRuns inner() {
            return InnerRuns.this;
        }

        @Override
        public void started(int number) {}

        @Override
        public void called(Usage usage, Outlay outlay) {}

        @Override
        public void finished(Run<T> run, Usage cost) {
            if (run.outcome() instanceof Outcome.Completed<T>) {
                journal.inner(task, position, attempt, key, run);
            }
        }
    }
}
