package dev.kbench.recording;

import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The recordings of a folder, each given out once. Of several that answer a call, the one whose
/// call it was is taken; else the first.
///
/// Thread-safe.
final class RecordedCalls {
    private final RecordingFolder folder;
    private final Map<String, List<RecordingFolder.Kept>> byRequest = new HashMap<>();
    private final Map<String, List<RecordingFolder.Kept>> byModel = new HashMap<>();
    private final Set<RecordingFolder.Kept> used = new HashSet<>();

    RecordedCalls(RecordingFolder folder) {
        this.folder = folder;
        for (RecordingFolder.Kept kept : folder.read()) {
            String model = kept.call().model().id();
            byModel.computeIfAbsent(model, _ -> new ArrayList<>()).add(kept);
            byRequest
                    .computeIfAbsent(key(model, kept.call().digest()), _ -> new ArrayList<>())
                    .add(kept);
        }
    }

    private static String key(String model, String digest) {
        return digest + " " + model;
    }

    /// A model's first recording.
    Optional<RecordedCall> of(String model) {
        return Optional.ofNullable(byModel.get(model)).map(all -> all.getFirst().call());
    }

    Set<String> models() {
        return new LinkedHashSet<>(byModel.keySet().stream().sorted().toList());
    }

    Object where() {
        return folder.root();
    }

    /// What was recorded of a call.
    ///
    /// @throws PermanentProviderException if nothing was, or all of it was given out
    synchronized RecordedCall take(String model, ModelCall call) {
        List<RecordingFolder.Kept> all =
                byRequest.getOrDefault(key(model, call.request().digest()), List.of());
        Whose whose = Whose.of(call.context());
        RecordingFolder.Kept best = null;
        int likeness = -1;
        for (RecordingFolder.Kept kept : all) {
            int its = kept.call().whose().likeness(whose);
            if (!used.contains(kept) && its > likeness) {
                best = kept;
                likeness = its;
            }
        }
        if (best == null) {
            throw missing(model, call, all.size());
        }
        used.add(best);
        return best.call();
    }

    private PermanentProviderException missing(String model, ModelCall call, int given) {
        String why =
                given > 0
                        ? "the %d recorded of it %s given out already: what was asked once is recorded once"
                                .formatted(given, given == 1 ? "was" : "were")
                        : nearest(model, Asked.of(call.request()));
        return new PermanentProviderException(
                Trouble.MISCONFIGURED,
                model,
                0,
                "%s: no recording in %s answers this call; %s. Record again with kbench run --record"
                        .formatted(model, folder.root(), why),
                null);
    }

    private String nearest(String model, SequencedMap<String, String> asked) {
        RecordingFolder.Kept nearest = null;
        long alike = -1;
        for (RecordingFolder.Kept kept : byModel.getOrDefault(model, List.of())) {
            long its = Asked.alike(kept.call().asked(), asked);
            if (its > alike) {
                nearest = kept;
                alike = its;
            }
        }
        return nearest == null
                ? "there is none of this model"
                : "the nearest, %s, differs in %s"
                        .formatted(
                                folder.root().relativize(nearest.file()),
                                Asked.difference(nearest.call().asked(), asked));
    }
}
