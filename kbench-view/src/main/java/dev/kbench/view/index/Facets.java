package dev.kbench.view.index;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What there is to choose from in a search.
///
/// @param counts for evaluations, tasks, models, outcomes, reasons and verdicts the values there
///   are and how many runs have each, the most frequent first: of those runs that are found without
///   the column's own condition
/// @param params the names of all parameters, sorted
public record Facets(
        SequencedMap<RunColumn, SequencedMap<String, Long>> counts, List<String> params) {
    /// The columns that are counted.
    static final List<RunColumn> COLUMNS =
            List.of(
                    RunColumn.EVALUATION,
                    RunColumn.TASK,
                    RunColumn.MODEL,
                    RunColumn.OUTCOME,
                    RunColumn.REASON,
                    RunColumn.PASSED);

    /// Copies the counts.
    public Facets {
        counts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(counts));
        params = List.copyOf(params);
    }
}
