package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// Writes `*.task.json` and `*.run.json` as the Kaggle platform reads them, into one folder. A run
/// that called other tasks adds their files' names to its own task's file.
///
/// Thread-safe.
public final class KaggleRunStore implements RunStore {
    private final RunFolder folder;
    private final FileNames names;
    private final Map<String, TaskFile> written = new HashMap<>();

    /// What a task's file says.
    private record TaskFile(TaskInfo task, SortedSet<String> called) {}

    /// A store.
    ///
    /// @param folder where files go; made on first use
    public KaggleRunStore(Path folder) {
        this.folder = new RunFolder(folder);
        this.names = new FileNames(file -> nameIn(this.folder.resolve(file)));
    }

    /// The name of the task that a file is of; empty where it is not there or cannot be read.
    static String nameIn(Path file) {
        try {
            return Files.exists(file) ? RunFileReader.task(file).name() : "";
        } catch (StoreException damaged) {
            return "";
        }
    }

    @Override
    public long nextNumbers(String taskName, long count) {
        return folder.nextNumbers(names.stem(taskName), count);
    }

    @Override
    public void writeTask(TaskInfo task) {
        synchronized (written) {
            TaskFile before = written.get(task.name());
            if (before == null || !before.task().equals(task)) {
                SortedSet<String> called = new TreeSet<>();
                task.subtasks().forEach(name -> called.add(names.task(name)));
                if (before != null) {
                    called.addAll(before.called());
                }
                replace(new TaskFile(task, called));
            }
        }
    }

    @Override
    public String writeRun(Run<?> run) {
        if (!run.subruns().isEmpty() && run.task().storeTask()) {
            noteSubtasks(run);
        }
        return folder.writeNew(nameOf(run), RunFileWriter.bytes(RunMapper.file(run)));
    }

    /// A run whose label holds something private is named by its number.
    private String nameOf(Run<?> run) {
        String label = run.identity().label();
        return names.run(
                run.task().name(),
                run.id(),
                run.privateValues().text(label).equals(label) ? label : "",
                run.model().map(model -> model.id()).orElse(""));
    }

    @Override
    public String written(Run<?> run) {
        String name = nameOf(run);
        return Files.exists(folder.resolve(name)) ? name : "";
    }

    @Override
    public String replaceRun(Run<?> run, String file) {
        if (file.isEmpty()) {
            return writeRun(run);
        }
        if (!run.subruns().isEmpty() && run.task().storeTask()) {
            noteSubtasks(run);
        }
        folder.replace(file, RunFileWriter.bytes(RunMapper.file(run)));
        return file;
    }

    @Override
    public void removeRun(String file) {
        if (!file.isEmpty()) {
            folder.remove(file);
        }
    }

    @Override
    public Choice choose(String taskName) {
        return new ChosenFiles(folder.resolve("")).apply(taskName);
    }

    private void noteSubtasks(Run<?> run) {
        synchronized (written) {
            TaskFile before = written.get(run.task().name());
            SortedSet<String> called =
                    before == null ? new TreeSet<>() : new TreeSet<>(before.called());
            boolean changed = false;
            for (Run<?> subrun : run.subruns()) {
                if (subrun.task().storeTask()) {
                    changed |= called.add(names.task(subrun.task().name()));
                }
            }
            if (changed) {
                replace(new TaskFile(run.task(), called));
            }
        }
    }

    private void replace(TaskFile file) {
        TaskInfo task = file.task();
        folder.replace(
                names.task(task.name()),
                RunFileWriter.bytes(
                        new RunFile.TaskVersion(
                                (long) task.version(),
                                task.name(),
                                task.description().isEmpty() ? null : task.description(),
                                task.definition(),
                                List.copyOf(file.called()),
                                Map.of())));
        written.put(task.name(), file);
    }
}
