package dev.kbench.run;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.ModelRef;
import dev.kbench.run.stats.Estimate;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Models against rows: what each model came to on each row, as the mean over its measured runs of
/// that row. A row that a model was not measured on has no value there.
///
/// Immutable.
public final class ModelComparison {
    private final RunSource<?> runs;
    private final SequencedMap<String, RowMeans> models = new LinkedHashMap<>();

    private ModelComparison(RunSource<?> runs, boolean verdicts) {
        this.runs = runs;
        List<RowMeans> columns = new ArrayList<>();
        for (ModelRef model : runs.models()) {
            RowMeans column = new RowMeans(runs.rows());
            columns.add(column);
            models.put(name(model), column);
        }
        for (int i = 0; i < runs.size(); i++) {
            int state = runs.state(i);
            if (verdicts ? !RunState.unmeasured(state) : RunState.completed(state)) {
                double figure =
                        verdicts ? (RunState.passed(state) ? 1 : 0) : RunFigures.number(runs, i);
                columns.get(runs.model(i)).add(runs.row(i), figure, 1);
            }
        }
    }

    /// The model's id, with a number where another model has it.
    private String name(ModelRef model) {
        String name = model.id();
        for (int number = 2; models.containsKey(name); number++) {
            name = "%s (%d)".formatted(model.id(), number);
        }
        return name;
    }

    /// Compares the shares of runs that passed, of those that completed or failed.
    static ModelComparison ofVerdicts(RunSource<?> runs) {
        return new ModelComparison(runs, true);
    }

    /// Compares the values of completed runs.
    static ModelComparison ofScores(RunSource<?> runs) {
        return new ModelComparison(runs, false);
    }

    /// The models.
    ///
    /// @return their ids, with ` (2)` and so on where models of several settings share one
    public List<String> models() {
        return List.copyOf(models.sequencedKeySet());
    }

    /// The table: a row for each row of data that has a run, labelled as it is, a column for each
    /// model.
    ///
    /// @return the table
    public DataFrame table() {
        @Nullable String[] labels = new @Nullable String[runs.rows()];
        for (int i = 0; i < runs.size(); i++) {
            int row = runs.row(i);
            if (labels[row] == null) {
                Run<?> run = runs.run(i);
                String label = run.privateValues().text(run.identity().label());
                labels[row] = label.isEmpty() ? Integer.toString(row) : label;
            }
        }
        List<String> present = new ArrayList<>();
        SequencedMap<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        models.keySet().forEach(model -> columns.put(model, new ArrayList<>()));
        for (int row = 0; row < labels.length; row++) {
            String label = labels[row];
            if (label != null) {
                present.add(label);
                int at = row;
                models.forEach(
                        (model, means) ->
                                requireNonNull(columns.get(model))
                                        .add(means.has(at) ? (Object) means.mean(at) : null));
            }
        }
        return DataFrame.ofColumns(columns).withLabels(present);
    }

    /// How much one model is ahead of another.
    ///
    /// @param first a model's id, as {@link #models} has it
    /// @param second another's
    /// @return the mean difference, first − second, over the rows that both were measured on
    /// @throws IllegalArgumentException if there is no such model
    public PairedDifference difference(String first, String second) {
        RowMeans left = column(first);
        RowMeans right = column(second);
        double[] differences = new double[runs.rows()];
        int[] counts = new int[runs.rows()];
        int leftOut = 0;
        for (int row = 0; row < counts.length; row++) {
            if (left.has(row) && right.has(row)) {
                differences[row] = left.mean(row) - right.mean(row);
                counts[row] = 1;
            } else if (left.has(row) || right.has(row)) {
                leftOut++;
            }
        }
        Estimate estimate = Estimate.overRows(differences, counts, false);
        return new PairedDifference(
                first, second, estimate.value(), estimate.rows(), leftOut, estimate.precision());
    }

    private RowMeans column(String model) {
        RowMeans column = models.get(model);
        if (column == null) {
            throw new IllegalArgumentException(
                    "there is no model '%s'; there are %s".formatted(model, models()));
        }
        return column;
    }

    /// The table, and the differences of all models from the first.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(table().toString());
        List<String> names = models();
        names.stream()
                .skip(1)
                .forEach(
                        name ->
                                text.append(System.lineSeparator())
                                        .append(difference(names.getFirst(), name)));
        return text.toString();
    }
}
