package dev.kbench.recording;

import dev.kbench.key.KbenchException;
import dev.kbench.key.RunKey;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which runs the recordings of a folder are of.
///
/// Immutable.
public final class RecordedRuns {
    private final Map<Of, Integer> calls = new HashMap<>();

    private record Of(String model, String task, String row, int trial) {}

    private RecordedRuns() {}

    /// Reads a folder.
    ///
    /// @param folder where the recordings lie
    /// @return what they are of
    /// @throws KbenchException if there is no such folder, or a file in it is damaged
    public static RecordedRuns in(Path folder) {
        RecordedRuns runs = new RecordedRuns();
        for (RecordingFolder.Kept kept : new RecordingFolder(folder, List.of()).read()) {
            Whose whose = kept.call().whose();
            runs.calls.merge(
                    new Of(kept.call().model().id(), whose.task(), whose.row(), whose.trial()),
                    1,
                    Integer::sum);
        }
        return runs;
    }

    /// How many calls of a run's own are recorded: those of runs inside it are these runs'. A
    /// replay answers a call by the recording of an equal request, of this run's if there is one.
    ///
    /// @param key the run's key
    /// @return 0 or more, calls of each attempt at it counted
    public int calls(RunKey key) {
        return calls.getOrDefault(
                new Of(key.model().id(), key.task().name(), Whose.row(key.sample()), key.trial()),
                0);
    }
}
