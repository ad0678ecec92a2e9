package dev.kbench.task;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.RunStore;

/// The files of a run that is not made, because another stands in for it: written where they are
/// missing, as after a crash.
final class KeptFiles {
    private KeptFiles() {}

    /// Writes the task's file, and the run's where it has none.
    ///
    /// @param withRun whether the run's is wanted
    /// @return the run's file, empty where none is wanted
    static String write(RunStore store, TaskInfo task, Run<?> run, boolean withRun) {
        if (task.storeTask()) {
            store.writeTask(task);
        }
        if (!task.storeRun() || !withRun) {
            return "";
        }
        String file = store.written(run);
        return file.isEmpty() ? store.writeRun(run) : file;
    }
}
