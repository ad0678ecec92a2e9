package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What the plans of a folder's evaluations say. None is read twice, since a plan never changes: a
/// command that begins a thousand evaluations beside a thousand others reads two thousand plans,
/// not a million.
///
/// Thread-safe.
final class KnownPlans {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    /// What is known of a plan.
    record Known(long number, String digest) {}

    boolean has(Path folder) {
        return known.containsKey(folder);
    }

    /// An evaluation's number, 0 where its plan cannot be read.
    long number(Path folder) {
        return of(folder).map(Known::number).orElse(0L);
    }

    boolean isOf(Path folder, String digest) {
        return of(folder).filter(plan -> plan.digest().equals(digest)).isPresent();
    }

    /// One that cannot be read is tried again: its process may be about to write it.
    private Optional<Known> of(Path folder) {
        Known before = known.get(folder);
        if (before != null) {
            return Optional.of(before);
        }
        try {
            PlanFile file = PlanFile.read(folder);
            Known now = new Known(file.number(), file.plan().digest());
            known.put(folder, now);
            return Optional.of(now);
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }
}
