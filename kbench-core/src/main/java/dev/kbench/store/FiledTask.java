package dev.kbench.store;

import dev.kbench.store.RunFile.TaskVersion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What a file says of a task.
///
/// @param name its name
/// @param description what it does; may be empty
/// @param version its version; 0 where that is not told
/// @param definition its source text; may be empty
public record FiledTask(String name, String description, int version, String definition) {
    /// Looks for a task's own file.
    ///
    /// @param folder where task and run files lie
    /// @param name the task's name
    /// @return what the file says; empty where it is not there, or cannot be read
    public static Optional<FiledTask> find(Path folder, String name) {
        Path file = folder.resolve(new FileNames(other -> nameIn(folder, other)).task(name));
        try {
            return Files.exists(file)
                    ? Optional.of(of(RunFileReader.task(file))).filter(it -> it.name.equals(name))
                    : Optional.empty();
        } catch (StoreException damaged) {
            return Optional.empty();
        }
    }

    private static String nameIn(Path folder, String file) {
        return KaggleRunStore.nameIn(folder.resolve(file));
    }

    static FiledTask of(TaskVersion task) {
        return new FiledTask(
                task.name(),
                task.description() == null ? "" : task.description(),
                task.versionNumber() == null ? 0 : task.versionNumber().intValue(),
                task.definition());
    }
}
