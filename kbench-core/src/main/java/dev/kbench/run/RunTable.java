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
import java.util.function.Function;

/// Runs as a table. Its four own columns are there whatever the runs came to.
final class RunTable {
    private static final Set<String> OWN = Set.of("result", "outcome", "passed", "run_id");

    private RunTable() {}

    static DataFrame of(List<? extends Run<?>> runs) {
        SequencedMap<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        Set<String> params = new LinkedHashSet<>();
        runs.forEach(run -> params.addAll(run.params().asMap().keySet()));
        for (String param : params) {
            String name = OWN.contains(param) ? "param_" + param : param;
            columns.put(name, values(runs, run -> run.params().asMap().get(param)));
        }
        @Nullable Object[] results = new @Nullable Object[runs.size()];
        @Nullable Object[] outcomes = new @Nullable Object[runs.size()];
        @Nullable Object[] passed = new @Nullable Object[runs.size()];
        @Nullable Object[] ids = new @Nullable Object[runs.size()];
        List<String> labels = new ArrayList<>(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            Run<?> run = runs.get(i);
            passed[i] = run.passed();
            if (run.outcome() instanceof Outcome.Completed<?>(Object value)) {
                results[i] = value == null ? passed[i] : value;
            }
            outcomes[i] = outcome(run);
            ids[i] = run.id();
            labels.add(run.identity().label().isEmpty() ? run.id() : run.identity().label());
        }
        columns.put("result", Arrays.asList(results));
        columns.put("outcome", Arrays.asList(outcomes));
        columns.put("passed", Arrays.asList(passed));
        columns.put("run_id", Arrays.asList(ids));
        return DataFrame.ofColumns(columns).withLabels(labels);
    }

    private static List<@Nullable Object> values(
            List<? extends Run<?>> runs, Function<Run<?>, @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>(runs.size());
        runs.forEach(run -> values.add(value.apply(run)));
        return values;
    }

    private static String outcome(Run<?> run) {
        OutcomeRecord outcome = OutcomeRecord.kindOf(run.outcome());
        return outcome.reason().isEmpty()
                ? outcome.kind()
                : outcome.kind() + " " + outcome.reason();
    }
}
