package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.key.RunKey;
import dev.kbench.run.Run;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Keeps runs as they are, while they are needed. Those of an evaluation inside a run are kept with
/// that run too, where it is kept.
final class KeepingInMemory<T extends @Nullable Object> implements Keeping<T> {
    private final Task<T> task;
    private final String id;
    private final long firstNumber;
    private final @Nullable InnerRuns around;
    private final BitSet kept = new BitSet(0);
    private final AtomicReferenceArray<@Nullable Run<T>> runs;

    /// @param around where the runs inside the enclosing run are kept, null where nowhere
    KeepingInMemory(
            Task<T> task, String id, long firstNumber, int size, @Nullable InnerRuns around) {
        this.task = task;
        this.id = id;
        this.firstNumber = firstNumber;
        this.around = around;
        this.runs = new AtomicReferenceArray<>(size);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean wasFinished() {
        return false;
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
    public long[] cutShort() {
        return new long[0];
    }

    @Override
    public Place<T> at(long position, RunKey key) {
        return new InMemory((int) position, around == null ? null : around.at(task, key));
    }

    @Override
    public Run<T> run(int position) {
        return Objects.requireNonNull(runs.get(position));
    }

    @Override
    public Usage spent(long position) {
        return Usage.NONE;
    }

    @Override
    public Outlay outlay() {
        return Outlay.NONE;
    }

    @Override
    public void onStop(Runnable action) {}

    @Override
    public void end(boolean complete, String reason) {}

    @Override
    public void close() {}

    private final class InMemory implements Place<T> {
        private final int position;
        private final @Nullable Place<T> inside;

        InMemory(int position, @Nullable Place<T> inside) {
            this.position = position;
            this.inside = inside;
        }

        @Override
        public int attempts() {
            Run<T> last = runs.get(position);
            return last == null ? 0 : last.attempt().attempt();
        }

        @Override
        public InnerRuns.@Nullable Stand<T> reused() {
            InnerRuns.Stand<T> found = inside == null ? null : inside.reused();
            if (found != null) {
                runs.set(position, found.run());
            }
            return found;
        }

        @Override
        public @Nullable InnerRuns inner() {
            return around;
        }

        @Override
        public void started(int attempt) {}

        @Override
        public void called(Usage usage, Outlay outlay) {}

        @Override
        public void finished(Run<T> run, Usage cost) {
            runs.set(position, run);
            if (inside != null) {
                inside.finished(run, cost);
            }
        }
    }
}
