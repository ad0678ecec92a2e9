package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Keeps what is stored in memory, for tests and for the modes that write no files: nothing reaches
/// the disk.
///
/// Thread-safe.
public final class MemoryRunStore implements RunStore {
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();
    private final List<TaskInfo> tasks = new ArrayList<>();
    private final List<Run<?>> runs = new ArrayList<>();

    /// An empty store.
    public MemoryRunStore() {}

    @Override
    public long nextNumbers(String taskName, long count) {
        return numbers.computeIfAbsent(taskName, _ -> new AtomicLong(1)).getAndAdd(count);
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
}
