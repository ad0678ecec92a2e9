package dev.kbench.run;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.table.DatasetRef;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.LongFunction;

/// What an evaluation will run, as plain values: models × grid × rows × trials. Positions count in
/// that order, the last fastest, so that all rows of a first combination come before those of the
/// next. A key is computed from its position: a million cells cost nothing.
///
/// @param id the evaluation's id
/// @param task which task
/// @param models the models, in order; empty for a task without one
/// @param data which rows
/// @param grid further parameters to cross, name to values, in order
/// @param trials how often each cell is run
/// @param retry how often a run that raises is made again
/// @param onFailure what to do about a run that raises for good
/// @param timeout how long a run may take, more than 0; null for as long as it likes
public record EvaluationPlan(
        String id,
        TaskRef task,
        List<ModelRef> models,
        DatasetRef data,
        SequencedMap<String, List<Object>> grid,
        int trials,
        RetryPolicy retry,
        OnFailure onFailure,
        @Nullable Duration timeout) {
    /// Copies the collections and refuses what cannot be run.
    public EvaluationPlan {
        models = List.copyOf(models);
        if (trials < 1) {
            throw new IllegalArgumentException("trials must be 1 or more, got " + trials);
        }
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "timeout must be more than 0, got %s".formatted(timeout));
        }
        LinkedHashMap<String, List<Object>> copy = new LinkedHashMap<>();
        grid.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        grid = Collections.unmodifiableSequencedMap(copy);
        long combinations = 1;
        try {
            for (List<Object> values : grid.values()) {
                combinations = Math.multiplyExact(combinations, values.size());
            }
            size(models, combinations, data.rows(), trials);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "%d models × %d combinations × %d rows × %d trials are more cells than can be counted"
                            .formatted(models.size(), combinations, data.rows(), trials),
                    e);
        }
    }

    /// The same plan under another id.
    ///
    /// @param other the evaluation's id
    /// @return the plan
    public EvaluationPlan withId(String other) {
        return new EvaluationPlan(
                other, task, models, data, grid, trials, retry, onFailure, timeout);
    }

    private static long size(List<ModelRef> models, long combinations, long rows, int trials) {
        long ofRows = Math.multiplyExact(combinations, Math.max(1, models.size()));
        return Math.multiplyExact(Math.multiplyExact(ofRows, rows), trials);
    }

    /// One cell by its indexes.
    ///
    /// @param position the cell's position
    /// @param model index into the plan's models; 0 where there are none
    /// @param axes for each axis of the grid the index of its value in this cell
    /// @param row the row
    /// @param trial the trial
    public record Cell(
            long position, int model, SequencedMap<String, Integer> axes, long row, int trial) {}

    /// How many rows there are; 1 without values where there is no data.
    ///
    /// @return 0 or more
    public long rows() {
        return data.rows();
    }

    /// The digest of what is evaluated: the task, its version and code, the models and how they are
    /// set, the data's content and its private columns, the grid and the trials. The plan's id,
    /// what the data is called, and how failures are met do not count: the same evaluation has the
    /// same digest, whenever and from whichever folder it is started.
    ///
    /// @return SHA-256 as 64 hex digits
    public String digest() {
        LinkedHashMap<String, Object> what = new LinkedHashMap<>();
        what.put("task", task.name());
        what.put("version", task.version());
        what.put("code", task.codeSha256());
        what.put("captured", task.captured());
        what.put("models", models);
        what.put("data", data.sha256());
        what.put("rows", data.rows());
        what.put("axes", List.copyOf(grid.keySet()));
        what.put("grid", grid);
        what.put("trials", trials);
        if (!data.privateColumns().isEmpty()) {
            what.put("private", data.privateColumns());
        }
        return CanonicalJson.sha256(what);
    }

    /// How many cells there are.
    ///
    /// @return models × grid × rows × trials; 1 for a missing factor
    public long size() {
        long combinations = 1;
        for (List<Object> values : grid.values()) {
            combinations *= values.size();
        }
        return size(models, combinations, data.rows(), trials);
    }

    /// The cell at a position.
    ///
    /// @param position from 0 to {@link #size} - 1
    /// @return its indexes
    public Cell cellAt(long position) {
        if (position < 0 || position >= size()) {
            throw new IndexOutOfBoundsException(
                    "position %d is outside a plan of %d cells".formatted(position, size()));
        }
        int trial = (int) (position % trials);
        long rest = position / trials;
        long row = rest % rows();
        rest /= rows();
        LinkedHashMap<String, Integer> axes = new LinkedHashMap<>();
        for (Map.Entry<String, List<Object>> axis : grid.sequencedEntrySet().reversed()) {
            int count = axis.getValue().size();
            axes.putFirst(axis.getKey(), (int) (rest % count));
            rest /= count;
        }
        return new Cell(position, (int) rest, axes, row, trial);
    }

    /// The key of the run at a position.
    ///
    /// @param position from 0 to {@link #size} - 1
    /// @param samples gives a row's sample
    /// @return its key
    public RunKey keyAt(long position, LongFunction<SampleRef> samples) {
        Cell cell = cellAt(position);
        LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        cell.axes()
                .forEach(
                        (axis, index) ->
                                values.put(
                                        axis, Objects.requireNonNull(grid.get(axis)).get(index)));
        return new RunKey(
                task,
                models.isEmpty() ? RunIdentity.NO_MODEL : models.get(cell.model()),
                samples.apply(cell.row()),
                Params.from(values),
                cell.trial());
    }
}
