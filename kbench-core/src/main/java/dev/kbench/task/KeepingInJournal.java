package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.run.Run;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalIndex;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Set;

/// Keeps runs in the evaluation's journal.
final class KeepingInJournal<T extends @Nullable Object> implements Keeping<T> {
    private final Task<T> task;
    private final Workspace workspace;
    private final EvaluationJournal journal;
    private final RunJournal runs;
    private final long firstNumber;
    private final Set<String> privates;
    private final BitSet kept;
    private final boolean wasFinished;
    private final long[] cutShort;

    /// @param size how many positions there are
    /// @param privates the names of the parameters whose values are shown nowhere
    /// @param earlier where runs of other evaluations are looked for
    KeepingInJournal(
            Task<T> task,
            Workspace workspace,
            EvaluationJournal journal,
            int size,
            long firstNumber,
            Set<String> privates,
            EarlierRuns earlier) {
        this.task = task;
        this.workspace = workspace;
        this.journal = journal;
        this.runs = new RunJournal(journal, earlier);
        this.firstNumber = firstNumber;
        this.privates = privates;
        this.wasFinished = journal.index().ended().filter(JournalIndex.Ended::complete).isPresent();
        this.cutShort = journal.index().active().toArray();
        this.kept = new BitSet(size);
        if (journal.index().finished() > 0) {
            for (int position = 0; position < size; position++) {
                kept.set(
                        position,
                        journal.index().at(position).filter(FinishedRun::stands).isPresent());
            }
        }
    }

    @Override
    public String id() {
        return journal.plan().id();
    }

    @Override
    public boolean wasFinished() {
        return wasFinished;
    }

    @Override
    public long firstNumber() {
        return firstNumber;
    }

    @Override
    public BitSet kept() {
        return kept;
    }

    @Override
    public void onStop(Runnable action) {
        journal.onStop(action);
    }

    @Override
    public long[] cutShort() {
        return cutShort;
    }

    @Override
    public Place<T> at(long position, RunKey key) {
        return new InJournal(position, KeyDigest.of(key.digest()));
    }

    @Override
    public Run<T> run(int position) {
        return runs.run(task, position, kept.get(position));
    }

    @Override
    public Usage spent(long position) {
        return journal.index().spent(position);
    }

    @Override
    public Outlay outlay() {
        return journal.index().outlay();
    }

    @Override
    public void end(boolean complete, String reason) {
        journal.ended(complete, reason);
    }

    @Override
    public void close() {
        runs.close();
    }

    private final class InJournal implements Place<T> {
        private final long position;
        private final KeyDigest key;
        private int attempt;

        InJournal(long position, KeyDigest key) {
            this.position = position;
            this.key = key;
        }

        @Override
        public int attempts() {
            return journal.index().attempts(position);
        }

        @Override
        public InnerRuns.@Nullable Stand<T> reused() {
            Run<T> found = runs.earlier(task, key, workspace);
            if (found == null) {
                return null;
            }
            // what was private to the other evaluation stays so
            Run<T> run = found.hiding(PrivateValues.of(found.params(), privates));
            runs.copy(position, key, run);
            return new InnerRuns.Stand<>(run, false);
        }

        @Override
        public InnerRuns inner() {
            return new InnerRuns(runs, position);
        }

        @Override
        public void started(int number) {
            attempt = number;
            journal.started(position, number, key, new byte[0]);
        }

        @Override
        public void called(Usage usage, Outlay outlay) {
            journal.called(position, attempt, key, usage, outlay);
        }

        @Override
        public void finished(Run<T> run, Usage cost) {
            runs.finished(task, position, key, run, cost);
        }

        @Override
        public void unkept(Run<T> run) {
            runs.hold(position, run);
        }
    }
}
