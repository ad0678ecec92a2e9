package dev.kbench.store.journal;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// What an evaluation is about, for people and for the search of one to go on with.
///
/// @param id the evaluation's id, which names its folder: letters, digits, `.`, `_` and `-`, not
///   beginning with a dot, at most 120 characters
/// @param digest what must be equal for an evaluation to go on; any text
/// @param task the task's name
/// @param models the models' ids, in order
/// @param runs how many positions the plan has; 0 where that is not known
/// @param created when it was made; shown, and never what decides an order
/// @param details further facts as JSON
public record JournalPlan(
        String id,
        String digest,
        String task,
        List<String> models,
        long runs,
        Instant created,
        String details) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,119}");

    /// Copies the models, and refuses an id that names no folder and a negative number of runs.
    public JournalPlan {
        models = List.copyOf(models);
        checkId(id);
        if (runs < 0) {
            throw new IllegalArgumentException("runs must be 0 or more, got " + runs);
        }
    }

    static void checkId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "an evaluation's id has up to 120 letters, digits, '.', '_' and '-' and does"
                            + " not"
                            + " begin with '.', got %d characters that do not fit"
                                    .formatted(id.length()));
        }
    }
}
