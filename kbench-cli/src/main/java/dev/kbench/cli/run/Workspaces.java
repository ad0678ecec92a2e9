package dev.kbench.cli.run;

import dev.kbench.config.Settings;
import dev.kbench.llm.CallLayers;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.recording.Recordings;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;

/// Opens what a file is run in, and what it is explained in: with the same models.
final class Workspaces {
    private Workspaces() {}

    /// Opens one.
    ///
    /// @param options what was asked of `kbench run`
    /// @param settings the process's settings
    /// @param out the folder for files
    /// @param progress is told of downloads
    static Workspace open(RunOptions options, Settings settings, Path out, Progress progress) {
        return Workspace.open(
                settings,
                out,
                options.overrides(options.models()),
                models(options, settings, progress));
    }

    private static Models models(RunOptions options, Settings settings, Progress progress) {
        if (options.record().isPresent()) {
            return Recordings.record(options.record().get(), settings, progress);
        }
        return options.replay().isPresent()
                ? Recordings.replay(options.replay().get(), settings)
                : Models.load(settings, CallLayers.of(settings), progress);
    }
}
