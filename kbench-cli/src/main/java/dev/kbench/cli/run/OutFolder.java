package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.config.ExecutionMode;
import dev.kbench.config.Settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes sure that files can be written before a model is asked anything.
public final class OutFolder {
    private OutFolder() {}

    /// Makes a folder where there is none, and tries to write into it.
    ///
    /// @param folder the folder
    /// @param settings whose mode says whether files are written at all
    /// @return the folder
    /// @throws MisuseException if nothing can be written there
    public static Path checked(Path folder, Settings settings) {
        if (!ExecutionMode.from(settings).writesFiles()) {
            return folder;
        }
        Path whole = folder.toAbsolutePath().normalize();
        if (Files.exists(whole) && !Files.isDirectory(whole)) {
            throw refused(whole, "it is a file");
        }
        try {
            Files.createDirectories(whole);
            Files.delete(Files.createTempFile(whole, ".kbench-", ".tmp"));
            return folder;
        } catch (IOException e) {
            throw refused(whole, e.getClass().getSimpleName());
        }
    }

    private static MisuseException refused(Path folder, String reason) {
        return new MisuseException(
                "files cannot be written to %s: %s; expected a folder that can be written to, choose another with --out"
                        .formatted(folder, reason));
    }
}
