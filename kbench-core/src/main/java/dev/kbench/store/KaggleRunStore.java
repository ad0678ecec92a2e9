package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Writes `*.task.json` and `*.run.json` as the Kaggle platform reads them, into one folder. A run
/// that called other tasks adds their files' names to its own task's file.
///
/// Thread-safe.
public final class KaggleRunStore implements RunStore {
    private final RunFolder folder;
    private final FileNames names = new FileNames();
    private final Map<String, TaskInfo> written = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> subtasks = new ConcurrentHashMap<>();

    /// A store.
    ///
    /// @param folder where files go; made on first use
    public KaggleRunStore(Path folder) {
        this.folder = new RunFolder(folder);
    }

    @Override
    public long nextNumbers(String taskName, long count) {
        return folder.nextNumbers(names.stem(taskName), count);
    }

    @Override
    public void writeTask(TaskInfo task) {
        if (!task.equals(written.put(task.name(), task))) {
            replaceTask(task, subtasks.getOrDefault(task.name(), Set.of()));
        }
    }

    private void replaceTask(TaskInfo task, Set<String> called) {
        folder.replace(
                names.task(task.name()),
                RunFileWriter.text(
                        new RunFile.TaskVersion(
                                (long) task.version(),
                                task.name(),
                                task.description().isEmpty() ? null : task.description(),
                                task.definition(),
                                List.copyOf(called))));
    }

    @Override
    public String writeRun(Run<?> run) {
        if (!run.subruns().isEmpty() && run.task().storeTask()) {
            noteSubtasks(run);
        }
        return folder.writeNew(
                names.run(
                        run.task().name(),
                        run.id(),
                        run.identity().label(),
                        run.model().map(model -> model.id()).orElse("")),
                RunFileWriter.text(RunMapper.file(run)));
    }

    private void noteSubtasks(Run<?> run) {
        Set<String> called = subtasks.computeIfAbsent(run.task().name(), _ -> new TreeSet<>());
        synchronized (called) {
            boolean changed = false;
            for (Run<?> subrun : run.subruns()) {
                if (subrun.task().storeTask()) {
                    changed |= called.add(names.task(subrun.task().name()));
                }
            }
            if (changed) {
                replaceTask(run.task(), called);
            }
        }
    }
}
