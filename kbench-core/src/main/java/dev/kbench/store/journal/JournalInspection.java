package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Looks at one evaluation's folder from outside.
final class JournalInspection {
    private JournalInspection() {}

    static JournalSummary summary(Path folder) {
        String id = folder.getFileName().toString();
        PlanFile plan;
        StateFile state;
        OptionalLong holder;
        try {
            holder = JournalLock.holder(folder);
            plan = PlanFile.read(folder);
            state = StateFile.of(folder);
        } catch (StoreException e) {
            return new JournalSummary(
                    id,
                    0,
                    Optional.empty(),
                    JournalState.UNREADABLE,
                    0,
                    bytes(folder),
                    OptionalLong.empty(),
                    String.valueOf(e.getMessage()));
        }
        return new JournalSummary(
                id,
                plan.number(),
                Optional.of(plan.plan()),
                state(state, holder),
                state.finished(),
                bytes(folder),
                holder,
                state.ended().map(JournalIndex.Ended::reason).orElse(""));
    }

    /// What an evaluation is about, where its plan can be read.
    static Optional<JournalPlan> plan(Path folder) {
        try {
            return Optional.of(PlanFile.read(folder).plan());
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    private static JournalState state(StateFile state, OptionalLong holder) {
        if (holder.isPresent()) {
            return JournalState.RUNNING;
        }
        return state.ended()
                .map(end -> end.complete() ? JournalState.FINISHED : JournalState.STOPPED)
                .orElse(JournalState.UNFINISHED);
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(JournalInspection::size).sum();
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
