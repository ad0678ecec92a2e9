package dev.kbench.task;

import dev.kbench.event.Usage;
import dev.kbench.key.RunKey;
import dev.kbench.run.Run;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Keeps runs as they are, while they are needed.
final class KeepingInMemory<T extends @Nullable Object> implements Keeping<T> {
    private final String id;
    private final long firstNumber;
    private final BitSet kept = new BitSet(0);
    private final AtomicReferenceArray<@Nullable Run<T>> runs;

    KeepingInMemory(String id, long firstNumber, int size) {
        this.id = id;
        this.firstNumber = firstNumber;
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
    public Place<T> at(long position, RunKey key) {
        return new Place<>() {
            @Override
            public int attempts() {
                Run<T> last = runs.get((int) position);
                return last == null ? 0 : last.attempt().attempt();
            }

            @Override
            public @Nullable Run<T> reused() {
                return null;
            }

            @Override
            public void started(int attempt) {}

            @Override
            public void called(Usage usage) {}

            @Override
            public void finished(Run<T> run) {
                runs.set((int) position, run);
            }
        };
    }

    @Override
    public Run<T> run(int position) {
        return Objects.requireNonNull(runs.get(position));
    }

    @Override
    public void onStop(Runnable action) {}

    @Override
    public void end(boolean complete, String reason) {}

    @Override
    public void close() {}
}
