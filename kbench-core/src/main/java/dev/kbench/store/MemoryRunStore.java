package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

import java.util.ArrayList;
import java.util.List;

/// Keeps what is stored in memory, for tests that look at it: nothing reaches the disk, and every
/// run stays, with its conversation. {@link NoFiles} keeps nothing.
///
/// Thread-safe.
public final class MemoryRunStore implements RunStore {
    private final NoFiles numbers = new NoFiles();
    private final List<TaskInfo> tasks = new ArrayList<>();
    private final List<Run<?>> runs = new ArrayList<>();

    /// An empty store.
    public MemoryRunStore() {}

    @Override
    public long nextNumbers(String taskName, long count) {
        return numbers.nextNumbers(taskName, count);
    }

    @Override
    public void writeTask(TaskInfo task) {
        synchronized (tasks) {
            if (!tasks.contains(task)) {
                tasks.add(task);
            }
        }
    }

    @Override
    public String writeRun(Run<?> run) {
        synchronized (runs) {
            runs.add(run);
        }
        return "";
    }

    @Override
    public String replaceRun(Run<?> run, String file) {
        synchronized (runs) {
            runs.removeIf(earlier -> earlier.identity().isEarlierAttemptAt(run.identity()));
            runs.add(run);
        }
        return "";
    }

    @Override
    public void removeRun(String file) {}

    /// The tasks stored.
    ///
    /// @return a copy, in order
    public List<TaskInfo> tasks() {
        synchronized (tasks) {
            return List.copyOf(tasks);
        }
    }

    /// The runs stored.
    ///
    /// @return a copy, in order of completion
    public List<Run<?>> runs() {
        synchronized (runs) {
            return List.copyOf(runs);
        }
    }

    @Override
    public String written(Run<?> run) {
        return "";
    }

    @Override
    public Choice choose(String taskName) {
        if (runs().stream().noneMatch(run -> run.task().name().equals(taskName))) {
            throw new StoreException(
                    "there is no run of '%s': run the task first, then choose it"
                            .formatted(taskName),
                    null);
        }
        return numbers.choose(taskName);
    }
}
