package dev.kbench.task;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.key.AttemptId;
import dev.kbench.key.CanonicalJson;
import dev.kbench.key.Params;
import dev.kbench.key.SampleRef;
import dev.kbench.llm.Llm;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.table.DataFrame;
import dev.kbench.table.DatasetRef;
import dev.kbench.table.Row;
import dev.kbench.table.TableException;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/// The cells of an evaluation: its plan, and the live models and rows behind it. Made only once
/// every row and every value of the grid has been bound to the task for a trial, so that what does
/// not fit is refused before a model is called.
final class EvaluationCells {
    private static final DataFrame ONE_EMPTY_ROW =
            DataFrame.ofRows(Map.of()).withLabels(List.of(""));

    private final Task<?> task;
    private final List<Llm> models;
    private final DataFrame data;
    private final SequencedMap<String, List<Object>> grid;
    private final int[] occurrences;
    private final EvaluationPlan plan;

    private EvaluationCells(
            Task<?> task,
            List<Llm> models,
            DataFrame data,
            SequencedMap<String, List<Object>> grid,
            EvaluationOptions options) {
        this.task = task;
        this.models = models;
        this.data = data;
        this.grid = grid;
        this.occurrences = new int[data.height()];
        this.plan =
                new EvaluationPlan(
                        UUID.randomUUID().toString(),
                        task.description().ref(),
                        models.stream().map(Llm::ref).toList(),
                        new DatasetRef(
                                "",
                                data.columns(),
                                data.height(),
                                data.width() == 0 ? "" : data.sha256()),
                        portable(grid),
                        options.trialCount(),
                        options.retry(),
                        options.reaction(),
                        options.limit().orElse(null));
    }

    /// The grid as a plan holds it: a model by its reference.
    private static SequencedMap<String, List<Object>> portable(
            SequencedMap<String, List<Object>> grid) {
        LinkedHashMap<String, List<Object>> portable = new LinkedHashMap<>();
        grid.forEach(
                (axis, values) ->
                        portable.put(
                                axis,
                                values.stream()
                                        .map(v -> v instanceof Llm llm ? (Object) llm.ref() : v)
                                        .toList()));
        return portable;
    }

    static EvaluationCells of(
            Task<?> task, EvaluationOptions options, Workspace workspace, boolean nested) {
        List<Llm> models = models(task, options, workspace, nested);
        DataFrame data = data(task, options);
        if (!nested && workspace.overrides().limit().isPresent()) {
            data = data.head(workspace.overrides().limit().getAsInt());
        }
        EvaluationCells cells = new EvaluationCells(task, models, data, options.axes(), options);
        cells.check();
        return cells;
    }

    private static List<Llm> models(
            Task<?> task, EvaluationOptions options, Workspace workspace, boolean nested) {
        List<TaskParameter> parameters = task.parameters();
        boolean takesModel = !parameters.isEmpty() && parameters.getFirst().isModel();
        if (!takesModel) {
            if (!options.llms().isEmpty()) {
                throw task.binder()
                        .refused("llms were given, but its first parameter is no model", "");
            }
            return List.of();
        }
        if (options.llms().isEmpty()) {
            throw task.binder().refused("an evaluation needs models: with.llms(llm())", "");
        }
        return nested || workspace.overrides().models().isEmpty()
                ? options.llms()
                : List.copyOf(workspace.llms().values());
    }

    private static DataFrame data(Task<?> task, EvaluationOptions options) {
        return options.csvFile()
                .map(file -> read(located(file), task))
                .or(options::table)
                .orElse(ONE_EMPTY_ROW);
    }

    private static DataFrame read(Path file, Task<?> task) {
        DataFrame table = DataFrame.csv(file, columnTypes(task));
        if (table.height() == 0) {
            throw new TableException(
                    "%s has a line of names, %s, and no rows; expected a row for each run"
                            .formatted(file, table.columns()),
                    null);
        }
        return table;
    }

    /// A file in the working directory, else beside the benchmark file that is being run.
    private static Path located(Path file) {
        return file.isAbsolute() || Files.exists(file)
                ? file
                : SourceCatalog.launched()
                        .map(running -> running.resolveSibling(file))
                        .filter(Files::exists)
                        .orElse(file);
    }

    /// The types in which a file's values are wanted: parameters' and, for records, components'; by
    /// names as loose as those that bind.
    private static Map<String, Class<?>> columnTypes(Task<?> task) {
        Map<String, Class<?>> types = new TreeMap<>(Comparator.comparing(TaskNames::loose));
        for (TaskParameter parameter : task.parameters()) {
            types.put(parameter.name(), parameter.type());
            if (parameter.type().isRecord()) {
                for (RecordComponent component : parameter.type().getRecordComponents()) {
                    types.putIfAbsent(component.getName(), component.getType());
                }
            }
        }
        return types;
    }

    private void check() {
        for (String axis : grid.keySet()) {
            if (data.columns().contains(axis)) {
                throw task.binder()
                        .refused("'%s' is an axis of the grid and a column".formatted(axis), "");
            }
        }
        Params first = gridValues(Map.of());
        Map<String, Integer> seen = new HashMap<>();
        for (int row = 0; row < data.height(); row++) {
            bind(data.row(row), first);
            if (data.width() > 0) {
                String content = CanonicalJson.sha256(data.row(row).params());
                occurrences[row] = seen.merge(content, 1, Integer::sum) - 1;
            }
        }
        if (data.height() > 0) {
            grid.forEach(
                    (axis, values) ->
                            values.forEach(
                                    value ->
                                            bind(data.row(0), first.with(Params.of(axis, value)))));
        }
    }

    /// The grid's live values, by the index of each axis; the first where an axis has none.
    private Params gridValues(Map<String, Integer> indexes) {
        LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        grid.forEach((axis, all) -> values.put(axis, all.get(indexes.getOrDefault(axis, 0))));
        return Params.from(values);
    }

    /// The models under test, in order; empty for a task without one.
    List<Llm> models() {
        return models;
    }

    EvaluationPlan plan() {
        return plan;
    }

    /// One cell, whose row is read here, once.
    Cell at(long position) {
        EvaluationPlan.Cell place = plan.cellAt(position);
        return new Cell(position, place, data.row(Math.toIntExact(place.row())));
    }

    /// A cell with its row.
    ///
    /// Thread-safe.
    final class Cell {
        private final long position;
        private final EvaluationPlan.Cell place;
        private final Row row;

        private Cell(long position, EvaluationPlan.Cell place, Row row) {
            this.position = position;
            this.place = place;
            this.row = row;
        }

        /// The arguments, for one call: an attempt more needs arguments of its own.
        BoundCall bind() {
            Llm model = models.isEmpty() ? null : models.get(place.model());
            return EvaluationCells.this.bind(row, gridValues(place.axes()), model);
        }

        /// The row, without a label where there is no data.
        Row row() {
            return row;
        }

        /// Whose run the first attempt is.
        AttemptId attempt() {
            return new AttemptId(plan.keyAt(position, _ -> sample(row)), 1);
        }
    }

    private BoundCall bind(Row row, Params grid) {
        return bind(row, grid, models.isEmpty() ? null : models.getFirst());
    }

    private BoundCall bind(Row row, Params grid, @Nullable Llm model) {
        List<Llm> positional = model == null ? List.of() : List.of(model);
        return task.binder().bind(positional, grid.with(row.params()), Whence.of(row));
    }

    private SampleRef sample(Row row) {
        if (data.width() == 0) {
            return SampleRef.NONE;
        }
        LinkedHashMap<String, String> digests = new LinkedHashMap<>();
        row.params()
                .asMap()
                .forEach((name, value) -> digests.put(name, CanonicalJson.sha256(value)));
        return new SampleRef(row.label(), digests, occurrences[row.index()]);
    }
}
