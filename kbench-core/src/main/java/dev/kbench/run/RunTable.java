package dev.kbench.run;

import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Runs as a table. Its four own columns are there whatever the runs came to.
final class RunTable {
    private static final Set<String> OWN = Set.of("result", "outcome", "passed", "run_id");

    private RunTable() {}

    /// One pass over the runs; none is held.
    static DataFrame of(Runs<?> runs) {
        int height = runs.size();
        SequencedMap<String, @Nullable Object[]> params = new LinkedHashMap<>();
        @Nullable Object[] results = new @Nullable Object[height];
        @Nullable Object[] outcomes = new @Nullable Object[height];
        @Nullable Object[] passed = new @Nullable Object[height];
        @Nullable Object[] ids = new @Nullable Object[height];
        List<String> labels = new ArrayList<>(height);
        Set<String> privates = new LinkedHashSet<>();
        int row = 0;
        for (Run<?> run : runs) {
            int at = row++;
            run.params()
                    .asMap()
                    .forEach(
                            (name, value) ->
                                    params.computeIfAbsent(
                                                            column(name),
                                                            _ -> new @Nullable Object[height])[at] =
                                            value);
            run.privateValues().names().forEach(name -> privates.add(column(name)));
            passed[at] = run.passed();
            if (run.outcome() instanceof Outcome.Completed<?>(Object value)) {
                results[at] = value == null ? passed[at] : value;
            }
            outcomes[at] = outcome(run);
            ids[at] = run.id();
            labels.add(run.identity().label().isEmpty() ? run.id() : run.identity().label());
        }
        SequencedMap<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        params.forEach((name, values) -> columns.put(name, Arrays.asList(values)));
        columns.put("result", Arrays.asList(results));
        columns.put("outcome", Arrays.asList(outcomes));
        columns.put("passed", Arrays.asList(passed));
        columns.put("run_id", Arrays.asList(ids));
        privates.retainAll(params.keySet());
        return DataFrame.ofColumns(columns)
                .withLabels(labels)
                .withPrivate(privates.toArray(String[]::new));
    }

    private static String column(String param) {
        return OWN.contains(param) ? "param_" + param : param;
    }

    private static String outcome(Run<?> run) {
        OutcomeRecord outcome = OutcomeRecord.kindOf(run.outcome());
        return outcome.reason().isEmpty()
                ? outcome.kind()
                : outcome.kind() + " " + outcome.reason();
    }
}
