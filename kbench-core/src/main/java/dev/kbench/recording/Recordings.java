package dev.kbench.recording;

import dev.kbench.config.Settings;
import dev.kbench.llm.CallLayers;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.Progress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Models whose calls are recorded, or answered by recordings.
///
/// A recording holds what was asked and what came: no key, no header. Two calls that ask the same
/// are two recordings.
public final class Recordings {
    private Recordings() {}

    /// Models whose calls are written to a folder as they are made. What lies there stays.
    ///
    /// @param folder where to; it is made where it is not there
    /// @param settings the process's settings
    /// @param progress is told of downloads
    /// @return the models
    public static Models record(Path folder, Settings settings, Progress progress) {
        RecordingFolder to = new RecordingFolder(folder, settings.secrets());
        CallLayers layers = CallLayers.of(settings);
        ModelLayers recorded =
                (connection, policy) -> {
                    List<ModelInterceptor> all = new ArrayList<>(layers.around(connection, policy));
                    all.add(new CallRecorder(connection, to));
                    return List.copyOf(all);
                };
        return Models.load(settings, recorded, progress);
    }

    /// Models that answer as it was recorded, and ask nobody: no key is needed. A call that no
    /// recording answers fails, and says how the nearest one differs.
    ///
    /// @param folder where the recordings lie
    /// @param settings the process's settings
    /// @return the models
    /// @throws dev.kbench.key.KbenchException if there is no such folder, or a file in it is
    ///   damaged
    public static Models replay(Path folder, Settings settings) {
        RecordedCalls calls = new RecordedCalls(new RecordingFolder(folder, List.of()));
        return new Models(
                settings,
                List.of(new RecordedModels(calls)),
                (connection, _) -> List.of(new CallReplayer(connection.ref().id(), calls)),
                Progress.NONE);
    }
}
