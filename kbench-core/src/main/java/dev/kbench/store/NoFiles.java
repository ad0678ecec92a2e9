package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Stores nothing: for the modes that write no files. It only counts, so that it takes a few bytes
/// a task, however many runs there are.
///
/// Thread-safe.
public final class NoFiles implements RunStore {
    private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

    /// A store whose numbers begin at 1.
    public NoFiles() {}

    @Override
    public long nextNumbers(String taskName, long count) {
        return numbers.computeIfAbsent(taskName, _ -> new AtomicLong(1)).getAndAdd(count);
    }

    @Override
    public void writeTask(TaskInfo task) {}

    @Override
    public String writeRun(Run<?> run) {
        return "";
    }

    @Override
    public String replaceRun(Run<?> run, String file) {
        return "";
    }

    @Override
    public void removeRun(String file) {}

    @Override
    public String written(Run<?> run) {
        return "";
    }

    @Override
    public Choice choose(String taskName) {
        return Choice.ofNoFiles(taskName);
    }
}
