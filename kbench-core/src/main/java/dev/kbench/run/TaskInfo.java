package dev.kbench.run;

import java.util.List;

/// What files and tables say about a task.
///
/// @param name its name
/// @param description what it does; may be empty
/// @param version its version
/// @param definition its source text; empty where it is not to be had
/// @param resultType what it returns
/// @param storeTask whether its file is written
/// @param storeRun whether files of its runs are written
/// @param subtasks names of the tasks its source calls, sorted
public record TaskInfo(
        String name,
        String description,
        int version,
        String definition,
        ResultType resultType,
        boolean storeTask,
        boolean storeRun,
        List<String> subtasks) {
    /// Copies the names.
    public TaskInfo {
        subtasks = List.copyOf(subtasks);
    }
}
