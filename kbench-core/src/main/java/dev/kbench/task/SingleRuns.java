package dev.kbench.task;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Outlay;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.key.RunKey;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalIndex;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.workspace.Reuse;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The runs that a command makes one by one, in a journal of their own: begun with the first of
/// them, positions in the order in which they start.
///
/// A command that was cut short is gone on with by one that begins with the same run: what
/// completed then stands in for the run with the same key, each once, and what did not is made at
/// its old position. That needs somebody who tells how a program ended ({@link
/// Workspace#tellsEnd}); of any other program nobody knows whether it was cut short. With the cache
/// on, the latest completed run of a key stands in, of this command too.
///
/// Thread-safe.
final class SingleRuns implements AutoCloseable {
    private static final KeyDigest NO_KEY = new KeyDigest(0, 0);
    private static final long NOWHERE = -1;

    private final Set<Cancellation> underWay = ConcurrentHashMap.newKeySet();
    private final Map<KeyDigest, Deque<Long>> before = new HashMap<>();
    private final Map<KeyDigest, Long> completed = new HashMap<>();
    private @Nullable RunJournal journal;
    private @Nullable Workspace owner;
    private Optional<String> goesOnWith = Optional.empty();
    private boolean rehearsed;
    private long next;
    private boolean open;
    private boolean unmeasured;
    private volatile @Nullable String stopped;

    /// Those of the current command.
    static SingleRuns of(Workspace workspace) {
        return workspace.shared(SingleRuns.class, SingleRuns::new);
    }

    /// Says, once, that the command's private columns are of no run that has no data.
    static void tellNothingPrivate(Workspace workspace) {
        workspace
                .listeners()
                .tellOnce(
                        "%s: private are columns of data, and some runs are made without any; what those are given is shown"
                                .formatted(
                                        String.join(", ", workspace.overrides().privateColumns())));
    }

    /// The id of the journal that the command would go on with, if it made runs.
    ///
    /// @param key the run that it would make; the first one decides
    synchronized Optional<String> continued(RunKey key, Workspace workspace) {
        if (!rehearsed) {
            rehearsed = true;
            goesOnWith =
                    workspace
                            .journals()
                            .flatMap(folder -> before(folder, planDigest(key), workspace))
                            .map(JournalSummary::id);
            goesOnWith.ifPresent(workspace::noteJournal);
        }
        return goesOnWith;
    }

    private static String planDigest(RunKey first) {
        return "runs that begin with " + first.digest();
    }

    private static Optional<JournalSummary> before(
            JournalFolder folder, String digest, Workspace workspace) {
        if (!workspace.endIsTold() || workspace.reuse() == Reuse.FRESH) {
            return Optional.empty();
        }
        return Journaling.latest("command", folder, digest, workspace)
                .filter(one -> Journaling.isToGoOn(one, folder, workspace));
    }

    /// The place of a run that is about to be made, or to be read back.
    <T extends @Nullable Object> Place<T> at(Task<T> task, RunKey key, Workspace workspace) {
        RunJournal runs = journal(key, workspace);
        if (runs == null) {
            return new Place<>(task, NO_KEY, null, workspace, NOWHERE);
        }
        KeyDigest digest = KeyDigest.of(key.digest());
        return new Place<>(task, digest, runs, workspace, former(digest));
    }

    private synchronized @Nullable RunJournal journal(RunKey first, Workspace workspace) {
        if (!open && workspace.journals().isPresent()) {
            JournalFolder folder = workspace.journals().get();
            journal = folder.exclusively(() -> open(first, folder, workspace));
            owner = workspace;
            open = true;
        }
        return journal;
    }

    private RunJournal open(RunKey first, JournalFolder folder, Workspace workspace) {
        String digest = planDigest(first);
        Optional<JournalSummary> cutShort = before(folder, digest, workspace);
        CommandMark.of(workspace).begin(folder, cutShort);
        CommandBudget.of(workspace).takeIn(folder, cutShort);
        EvaluationJournal opened =
                cutShort.isPresent()
                        ? folder.open(cutShort.get().id())
                        : folder.create(Journaling.singles(digest, workspace));
        workspace.noteJournal(opened.plan().id());
        opened.damages()
                .forEach(damage -> workspace.listeners().tell(new RunEvent.Notice(damage.text())));
        opened.onStop(this::stop);
        if (cutShort.isPresent()) {
            takeIn(opened, workspace);
        }
        return new RunJournal(opened, new EarlierRuns(folder, opened.plan().id()));
    }

    private void takeIn(EvaluationJournal opened, Workspace workspace) {
        JournalIndex index = opened.index();
        next = index.positions();
        int kept = 0;
        for (long position = 0; position < next; position++) {
            Optional<FinishedRun> finished = index.at(position);
            kept += finished.filter(FinishedRun::stands).isPresent() ? 1 : 0;
            long at = position;
            finished.map(FinishedRun::digest)
                    .or(() -> index.activeKey(at))
                    .ifPresent(
                            key -> before.computeIfAbsent(key, _ -> new ArrayDeque<>(1)).add(at));
        }
        workspace
                .listeners()
                .tell(
                        new RunEvent.Notice(
                                "goes on with %s, which did not come to its end: %s made one by one stand; --fresh starts over"
                                        .formatted(
                                                opened.plan().id(),
                                                kept == 1 ? "1 run" : kept + " runs")));
    }

    /// The position at which an earlier process had a run, each once.
    private synchronized long former(KeyDigest key) {
        Deque<Long> positions = before.get(key);
        Long position = positions == null ? null : positions.poll();
        return position == null ? NOWHERE : position;
    }

    private synchronized long newPosition() {
        return next++;
    }

    private synchronized void completed(KeyDigest key, long position) {
        completed.put(key, position);
    }

    private synchronized long latest(KeyDigest key) {
        return completed.getOrDefault(key, NOWHERE);
    }

    private synchronized void unmeasured() {
        unmeasured = true;
    }

    private void stop() {
        stopped = "it was asked to stop";
        underWay.forEach(run -> run.cancel("it was asked to stop"));
    }

    /// Notes how the command ended, and lets the journal go.
    @Override
    public synchronized void close() {
        if (journal == null || owner == null) {
            return;
        }
        try (RunJournal closing = journal) {
            boolean whole =
                    !unmeasured && underWay.isEmpty() && (owner.isComplete() || !owner.endIsTold());
            closing.journal()
                    .ended(
                            whole,
                            whole
                                    ? ""
                                    : unmeasured && owner.isComplete()
                                            ? "some runs could not be measured"
                                            : "its command did not come to its end");
        } finally {
            journal = null;
        }
    }

    /// Where one run is kept.
    final class Place<T extends @Nullable Object> implements Keeping.Place<T>, AutoCloseable {
        private final Task<T> task;
        private final KeyDigest key;
        private final @Nullable RunJournal runs;
        private final Workspace workspace;
        private final Cancellation cancellation = new Cancellation();
        private long position;
        private int attempt;

        /// @param runs null where nothing is kept
        /// @param position where an earlier process had the run, or nowhere
        Place(
                Task<T> task,
                KeyDigest key,
                @Nullable RunJournal runs,
                Workspace workspace,
                long position) {
            this.task = task;
            this.key = key;
            this.runs = runs;
            this.workspace = workspace;
            this.position = position;
        }

        /// What stops the run.
        Cancellation cancellation() {
            return cancellation;
        }

        /// The number that the run had in an earlier process; empty where it had none, or none is
        /// known.
        Optional<String> formerNumber() {
            if (runs == null || attempts() == 0) {
                return Optional.empty();
            }
            return runs.index().at(position).flatMap(_ -> readable()).map(Run::id);
        }

        private Optional<Run<T>> readable() {
            try {
                return runs == null
                        ? Optional.empty()
                        : Optional.of(runs.run(task, position, true));
            } catch (UnreadableValueException e) {
                return Optional.empty();
            }
        }

        /// What was spent on it before.
        Usage spent() {
            return runs == null || position == NOWHERE ? Usage.NONE : runs.index().spent(position);
        }

        @Override
        public int attempts() {
            return runs == null || position == NOWHERE ? 0 : runs.index().attempts(position);
        }

        @Override
        public InnerRuns.@Nullable Stand<T> reused() {
            if (runs == null) {
                return null;
            }
            if (position != NOWHERE
                    && runs.index().at(position).filter(FinishedRun::stands).isPresent()) {
                Optional<Run<T>> kept = readable();
                if (kept.isPresent()) {
                    completed(key, position);
                    return new InnerRuns.Stand<>(kept.get(), true);
                }
            }
            return workspace.reuse() == Reuse.CACHED ? cached(runs) : null;
        }

        private InnerRuns.@Nullable Stand<T> cached(RunJournal from) {
            long own = latest(key);
            if (own != NOWHERE) {
                return new InnerRuns.Stand<>(from.run(task, own, true), true);
            }
            Run<T> run = from.earlier(task, key, workspace);
            if (run == null) {
                return null;
            }
            position = position == NOWHERE ? newPosition() : position;
            from.copy(position, key, run);
            completed(key, position);
            return new InnerRuns.Stand<>(run, false);
        }

        @Override
        public @Nullable InnerRuns inner() {
            if (runs == null) {
                return null;
            }
            position = position == NOWHERE ? newPosition() : position;
            return new InnerRuns(runs, position);
        }

        @Override
        public void started(int number) {
            attempt = number;
            if (runs != null) {
                runs.journal().started(position, number, key, new byte[0]);
            }
            underWay.add(cancellation);
            String why = stopped;
            if (why != null) {
                cancellation.cancel(why);
            }
        }

        @Override
        public void called(Usage usage, Outlay outlay) {
            if (runs != null) {
                runs.journal().called(position, attempt, key, usage, outlay);
            }
        }

        @Override
        public void finished(Run<T> run, Usage cost) {
            if (run.outcome() instanceof Outcome.Unmeasured<T>) {
                unmeasured();
            }
            if (runs == null) {
                return;
            }
            runs.finished(task, position, key, run, cost);
            if (runs.index().at(position).filter(FinishedRun::stands).isPresent()) {
                completed(key, position);
            }
            if (!workspace.endIsTold()) {
                runs.journal().rests();
            }
        }

        /// The run has ended, or was not made.
        @Override
        public void close() {
            underWay.remove(cancellation);
        }
    }
}
