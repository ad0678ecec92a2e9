package dev.kbench.store;

import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;

/// Where task and run files go. Thread-safe.
public interface RunStore {
    /// Sets numbers aside for a task's next runs. No number is given twice, and numbers go on from
    /// what is stored already.
    ///
    /// @param taskName the task's name
    /// @param count how many, 1 or more
    /// @return the first of them, from 1; the others follow it
    /// @throws StoreException if what is stored already cannot be looked at
    long nextNumbers(String taskName, long count);

    /// Writes a task's file, once for each state of the task.
    ///
    /// @param task the task
    /// @throws StoreException if it cannot be written
    void writeTask(TaskInfo task);

    /// Writes a run's file.
    ///
    /// @param run the run
    /// @return the file's name, empty where the store keeps no files
    /// @throws StoreException if it cannot be written
    String writeRun(Run<?> run);

    /// Writes a run's file in the place of the one that an earlier attempt at it left.
    ///
    /// @param run the run
    /// @param file the earlier attempt's file, as {@link #writeRun} named it
    /// @return the file's name, empty where the store keeps no files
    /// @throws StoreException if it cannot be written
    String replaceRun(Run<?> run, String file);

    /// Removes a run's file; one that is gone already changes nothing.
    ///
    /// @param file its name, as {@link #writeRun} named it; an empty one is none
    /// @throws StoreException if it cannot be removed
    void removeRun(String file);

    /// The file of a run that was written before, by whatever process.
    ///
    /// @param run the run
    /// @return the file's name; empty where there is none
    String written(Run<?> run);

    /// Leaves one task and the latest run of it to be read by the platform; other files are set
    /// aside.
    ///
    /// @param taskName the task's name
    /// @return what was done
    /// @throws StoreException if no such task, or no run of it, is stored, or a file cannot be
    ///   moved
    Choice choose(String taskName);
}
