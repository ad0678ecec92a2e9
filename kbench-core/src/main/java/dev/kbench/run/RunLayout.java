package dev.kbench.run;

import dev.kbench.key.ModelRef;
import dev.kbench.table.DatasetRef;

import java.util.List;

/// What stands at an evaluation's positions, by arithmetic: models × combinations of the grid ×
/// rows × trials, the last fastest, as in {@link EvaluationPlan}. Where there is no data, what the
/// task was given is its row: each combination is one.
///
/// @param models the models, 1 or more; {@link RunIdentity#NO_MODEL} for a task without one
/// @param combinations how many combinations of the grid there are, 1 or more
/// @param dataRows how many rows of data there are; 1 where there is no data
/// @param trials how often each cell is run, 1 or more
/// @param hasData whether there is data
public record RunLayout(
        List<ModelRef> models, int combinations, int dataRows, int trials, boolean hasData)
        implements Placement {
    /// Copies the models and refuses more positions than an `int` counts.
    public RunLayout {
        models = List.copyOf(models);
        if (models.isEmpty() || combinations < 0 || dataRows < 0 || trials < 1) {
            throw new IllegalArgumentException(
                    "expected 1 or more models and trials, 0 or more combinations and rows, got %d models, %d trials, %d combinations, %d rows"
                            .formatted(models.size(), trials, combinations, dataRows));
        }
        if (!hasData && dataRows > 1) {
            throw new IllegalArgumentException(
                    "without data there is 1 row at most, got " + dataRows);
        }
        sizeOf(models, combinations, dataRows, trials);
    }

    /// The layout of a plan.
    ///
    /// @param plan the plan
    /// @return its layout
    /// @throws IllegalArgumentException if it has more than 2³¹ − 1 positions
    public static RunLayout of(EvaluationPlan plan) {
        long combinations = 1;
        for (List<Object> values : plan.grid().values()) {
            combinations *= values.size();
        }
        return new RunLayout(
                plan.models().isEmpty() ? List.of(RunIdentity.NO_MODEL) : plan.models(),
                counted(combinations),
                counted(plan.rows()),
                plan.trials(),
                !plan.data().equals(DatasetRef.NONE));
    }

    private static int counted(long count) {
        if (count > Integer.MAX_VALUE) {
            throw tooMany();
        }
        return (int) count;
    }

    private static IllegalArgumentException tooMany() {
        return new IllegalArgumentException(
                "runs can be kept for at most %d cells; fewer models, rows, trials or values of the grid are needed"
                        .formatted(Integer.MAX_VALUE));
    }

    private static int sizeOf(List<ModelRef> models, int combinations, int rows, int trials) {
        try {
            int ofRows = Math.multiplyExact(models.size(), combinations);
            return Math.multiplyExact(Math.multiplyExact(ofRows, rows), trials);
        } catch (ArithmeticException e) {
            throw tooMany();
        }
    }

    /// How many positions there are.
    ///
    /// @return models × combinations × rows × trials
    public int size() {
        return sizeOf(models, combinations, dataRows, trials);
    }

    @Override
    public int rows() {
        return hasData ? dataRows : combinations;
    }

    @Override
    public int cells() {
        return models.size() * combinations * dataRows;
    }

    @Override
    public int model(int position) {
        return cell(position) / dataRows / combinations;
    }

    @Override
    public int row(int position) {
        return hasData ? cell(position) % dataRows : cell(position) % combinations;
    }

    @Override
    public int cell(int position) {
        return position / trials;
    }

    @Override
    public int trial(int position) {
        return position % trials;
    }
}
