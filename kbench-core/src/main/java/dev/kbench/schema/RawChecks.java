package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.Optional;

/// What one reading found out about values and the forms that they may have. A form that is tried
/// again on the same value gives what it gave before. So the work is bounded by the number of
/// shapes times the number of values, however forms and references lie inside each other.
///
/// Values and shapes are told apart by identity: each value of an answer stands at one place.
///
/// One thread, one reading.
final class RawChecks {
    private final IdentityHashMap<RawShape, IdentityHashMap<Json, Optional<MisfitException>>>
            known = new IdentityHashMap<>();
    private long steps;

    /// Counts one look of one shape at one value.
    void step() {
        steps++;
    }

    /// How many looks there were.
    long steps() {
        return steps;
    }

    /// Why a value does not fit a shape.
    ///
    /// @return the reason, null where it fits
    @Nullable MisfitException misfit(RawShape shape, Json value, Spot at) {
        IdentityHashMap<Json, Optional<MisfitException>> of =
                known.computeIfAbsent(shape, _ -> new IdentityHashMap<>());
        Optional<MisfitException> before = of.get(value);
        if (before != null) {
            return before.orElse(null);
        }
        Optional<MisfitException> now = tried(shape, value, at);
        of.put(value, now);
        return now.orElse(null);
    }

    private Optional<MisfitException> tried(RawShape shape, Json value, Spot at) {
        try {
            shape.check(value, at, this);
            return Optional.empty();
        } catch (MisfitException e) {
            return Optional.of(e);
        }
    }
}
