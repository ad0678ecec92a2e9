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
import dev.kbench.table.Dataset;
import dev.kbench.table.DatasetRef;
import dev.kbench.table.Row;
import dev.kbench.table.TableException;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongPredicate;

/// The cells of an evaluation: its plan, and the live models and rows behind it. Made only once
/// every row and every value of the grid has been bound to the task for a trial, so that what does
/// not fit is refused before a model is called.
final class EvaluationCells {
    private static final Dataset ONE_EMPTY_ROW =
            Dataset.of(DataFrame.ofRows(Map.of()).withLabels(List.of("")));

    private final Task<?> task;
    private final List<Llm> models;
    private final Dataset data;
    private final SequencedMap<String, List<Object>> grid;
    private final Occurrences occurrences = new Occurrences();
    private final SequencedSet<String> privates = new LinkedHashSet<>();
    private final EvaluationPlan plan;

    private EvaluationCells(
            Task<?> task,
            List<Llm> models,
            Dataset data,
            SequencedMap<String, List<Object>> grid,
            EvaluationOptions options) {
        this.task = task;
        this.models = models;
        this.data = data;
        this.grid = grid;
        check();
        this.plan =
                new EvaluationPlan(
                        UUID.randomUUID().toString(),
                        task.description().ref(),
                        models.stream().map(Llm::ref).toList(),
                        data.columns().isEmpty() && data.height() == 1
                                ? DatasetRef.NONE
                                : data.ref(),
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
        Dataset data = data(task, options);
        if (!nested && workspace.overrides().limit().isPresent()) {
            data = data.head(workspace.overrides().limit().getAsInt());
        }
        data = data.withPrivate(options.privateNames().toArray(String[]::new));
        data = withPrivate(data, workspace, nested);
        return new EvaluationCells(task, models, data, options.axes(), options);
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

    private static Dataset data(Task<?> task, EvaluationOptions options) {
        return options.dataFile()
                .map(file -> Dataset.file(located(file)))
                .or(options::dataset)
                .map(data -> data.withTypes(columnTypes(task)))
                .orElse(ONE_EMPTY_ROW);
    }

    /// With the columns that the command names. An evaluation inside a task need not have them.
    private static Dataset withPrivate(Dataset data, Workspace workspace, boolean nested) {
        List<String> names = workspace.overrides().privateColumns();
        if (names.isEmpty()) {
            return data;
        }
        if (nested) {
            return data.withPrivate(
                    names.stream().filter(data.columns()::contains).toArray(String[]::new));
        }
        if (data == ONE_EMPTY_ROW) {
            SingleRuns.tellNothingPrivate(workspace);
            return data;
        }
        return data.withPrivate(names.toArray(String[]::new));
    }

    /// A table without rows may come about in code; a file without rows is the wrong file.
    private void refuseNoRows() {
        if (data.table().isEmpty() && data.height() == 0) {
            throw new TableException(
                    "%s has %s and no rows; expected a row for each run"
                            .formatted(
                                    data.file().orElseThrow(),
                                    data.columns().isEmpty()
                                            ? "no names"
                                            : "a line of names, %s,".formatted(data.columns())),
                    null);
        }
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
            types.put(parameter.name(), wanted(parameter.type(), parameter.generic()));
            if (parameter.type().isRecord()) {
                for (RecordComponent component : parameter.type().getRecordComponents()) {
                    types.putIfAbsent(
                            component.getName(),
                            wanted(component.getType(), component.getGenericType()));
                }
            }
        }
        return types;
    }

    /// The type in a cell: what an optional value is of, where there is one.
    private static Class<?> wanted(Class<?> type, Type generic) {
        return type == Optional.class
                        && generic instanceof ParameterizedType optional
                        && optional.getActualTypeArguments()[0] instanceof Class<?> item
                ? item
                : type;
    }

    private void check() {
        Params first = gridValues(Map.of());
        data.forEach(
                row -> {
                    if (row.index() == 0) {
                        checkAxes(row.columns());
                        bind(row, first);
                        grid.forEach(
                                (axis, values) ->
                                        values.forEach(
                                                value ->
                                                        bind(
                                                                row,
                                                                first.with(
                                                                        Params.of(axis, value)))));
                    }
                    privates.addAll(bind(row, first).privates());
                    if (!row.columns().isEmpty()) {
                        occurrences.add(row.index(), row.sha256());
                    }
                });
        occurrences.done();
        checkAxes(data.columns());
        refuseNoRows();
    }

    private void checkAxes(List<String> columns) {
        for (String axis : grid.keySet()) {
            if (columns.contains(axis)) {
                throw task.binder()
                        .refused("'%s' is an axis of the grid and a column".formatted(axis), "");
            }
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

    /// The models that are known beforehand: those under test, and those of the grid.
    List<Llm> allModels() {
        List<Llm> all = new ArrayList<>(models);
        grid.values().forEach(values -> values.forEach(v -> addModel(all, v)));
        return all;
    }

    private static void addModel(List<Llm> models, Object value) {
        if (value instanceof Llm llm) {
            models.add(llm);
        }
    }

    EvaluationPlan plan() {
        return plan;
    }

    /// The names of the parameters whose values are shown nowhere.
    Set<String> privates() {
        return Collections.unmodifiableSet(privates);
    }

    /// Gives rows for positions; to be closed.
    ///
    /// @param wanted the positions whose rows are going to be asked for
    RowFeed feed(LongPredicate wanted) {
        return new RowFeed(
                data.table().orElse(null), data::open, plan.rows(), plan.trials(), wanted);
    }

    /// One cell.
    ///
    /// @param row the row for its position
    Cell at(long position, Row row) {
        return new Cell(position, plan.cellAt(position), row);
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
        return task.binder().bind(positional, grid.with(row.params()), new Whence(row));
    }

    private SampleRef sample(Row row) {
        if (row.columns().isEmpty()) {
            return SampleRef.NONE;
        }
        LinkedHashMap<String, String> digests = new LinkedHashMap<>();
        row.params()
                .asMap()
                .forEach((name, value) -> digests.put(name, CanonicalJson.sha256(value)));
        return new SampleRef(row.shownLabel(), digests, occurrences.of(row.index()));
    }
}
