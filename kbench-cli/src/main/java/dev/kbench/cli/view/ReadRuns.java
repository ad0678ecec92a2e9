package dev.kbench.cli.view;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.shell.Shell;
import dev.kbench.config.CacheFolder;
import dev.kbench.config.Settings;
import dev.kbench.store.Redaction;
import dev.kbench.view.index.RunIndex;

import java.nio.file.Path;
import java.util.List;

/// The runs of folders, as commands read them.
public final class ReadRuns {
    /// What such a command takes.
    public static final Parameter FOLDERS =
            new Parameter(
                    "FOLDER",
                    false,
                    true,
                    "A folder that runs were written to, a folder of journals, or a run file; the"
                            + " working directory by default.");

    private ReadRuns() {}

    /// The folders that were given.
    ///
    /// @param shell whose working directory it is where none was
    /// @param given what was typed
    /// @return at least one
    public static List<Path> folders(Shell shell, Given given) {
        return given.parameters().isEmpty()
                ? List.of(shell.path(""))
                : given.parameters().stream().map(shell::path).toList();
    }

    /// Takes in what lies there. While that lasts, the user is told how far it is.
    ///
    /// @param shell who is told
    /// @param settings whose keys are not shown
    /// @param folders folders that runs were written to, folders of journals, or run files
    /// @return their index
    /// @throws dev.kbench.key.KbenchException if there is nothing at a path, or the disk refuses
    public static RunIndex open(Shell shell, Settings settings, List<Path> folders) {
        return RunIndex.open(
                folders,
                folder(settings),
                new Redaction(settings.secrets()),
                new Taking(shell, System::nanoTime));
    }

    /// Where indexes lie.
    static Path folder(Settings settings) {
        return CacheFolder.of(settings).resolve("view");
    }
}
