package dev.kbench.evaluate;

import static java.util.Objects.requireNonNull;

import dev.kbench.llm.Llm;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Options of an evaluation: `task.evaluate(with -> with.llms(llm()).data(rows).jobs(3))`. Each is
/// set at most once.
///
/// One thread.
public final class EvaluationOptions {
    private @Nullable List<Llm> llms;
    private @Nullable DataFrame data;
    private @Nullable Path csv;
    private final LinkedHashMap<String, List<Object>> grid = new LinkedHashMap<>();
    private OptionalInt trials = OptionalInt.empty();
    private OptionalInt jobs = OptionalInt.empty();
    private @Nullable OnFailure onFailure;

    /// Nothing is set yet.
    public EvaluationOptions() {}

    /// The models to evaluate, in order. Needed for a task whose first parameter is a model.
    ///
    /// @param models at least one
    /// @return this
    public EvaluationOptions llms(Llm... models) {
        return llms(Arrays.asList(models));
    }

    /// The models to evaluate, in order.
    ///
    /// @param models at least one, none twice
    /// @return this
    public EvaluationOptions llms(Collection<? extends Llm> models) {
        once("llms", llms != null);
        if (models.isEmpty() || new LinkedHashSet<>(models).size() < models.size()) {
            throw new IllegalArgumentException(
                    "llms needs at least one model and none twice, got " + models);
        }
        llms = List.copyOf(models);
        return this;
    }

    /// The rows to run the task over, a run each: a column for each parameter.
    ///
    /// @param rows the table
    /// @return this
    public EvaluationOptions data(DataFrame rows) {
        once("data", data != null || csv != null);
        data = requireNonNull(rows, "rows");
        return this;
    }

    /// The rows as records (a component for each parameter) or as maps.
    ///
    /// @param rows records of one type, or maps from names to values
    /// @return this
    public EvaluationOptions data(Collection<?> rows) {
        return data(DataFrame.from(requireNonNull(rows, "rows")));
    }

    /// The rows as a CSV file whose first line names the columns. Values are read as the task's
    /// parameters need them.
    ///
    /// @param file the file, in UTF-8; a relative path is looked for in the working directory, then
    ///   beside the benchmark file that is being run
    /// @return this
    public EvaluationOptions data(Path file) {
        once("data", data != null || csv != null);
        csv = requireNonNull(file, "file");
        return this;
    }

    /// A further parameter to cross with models and rows.
    ///
    /// @param name the parameter's name
    /// @param values its values, each used in turn; a single collection stands for its elements
    /// @return this
    public EvaluationOptions grid(String name, Object... values) {
        requireNonNull(name, "name");
        List<Object> axis =
                values.length == 1 && values[0] instanceof Collection<?> collection
                        ? new ArrayList<>(collection)
                        : Arrays.asList(values);
        if (axis.isEmpty()) {
            throw new IllegalArgumentException(
                    "grid '%s' needs at least one value".formatted(name));
        }
        if (axis.contains(null)) {
            throw new IllegalArgumentException(
                    "grid '%s' has the value null; leave a missing value out".formatted(name));
        }
        once("grid '" + name + "'", grid.putIfAbsent(name, List.copyOf(axis)) != null);
        return this;
    }

    /// How often each combination of model, further parameters and row is run; 1 by default. A
    /// trial's requests have its number, from 0, added to their seeds.
    ///
    /// @param count 1 or more
    /// @return this
    public EvaluationOptions trials(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("trials must be 1 or more, got " + count);
        }
        once("trials", trials.isPresent());
        trials = OptionalInt.of(count);
        return this;
    }

    /// How many runs at a time; 1 by default.
    ///
    /// @param count 1 or more
    /// @return this
    public EvaluationOptions jobs(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("jobs must be 1 or more, got " + count);
        }
        once("jobs", jobs.isPresent());
        jobs = OptionalInt.of(count);
        return this;
    }

    /// What to do once a run has failed or could not be measured; {@link OnFailure#RAISE} by
    /// default.
    ///
    /// @param reaction raise or continue
    /// @return this
    public EvaluationOptions onFailure(OnFailure reaction) {
        once("onFailure", onFailure != null);
        onFailure = requireNonNull(reaction, "reaction");
        return this;
    }

    private static void once(String option, boolean before) {
        if (before) {
            throw new IllegalArgumentException(option + " was already set");
        }
    }

    /// The models set.
    ///
    /// @return in order, empty where none were set
    public List<Llm> llms() {
        return llms == null ? List.of() : llms;
    }

    /// The table set.
    ///
    /// @return the table, empty where none was set
    public Optional<DataFrame> table() {
        return Optional.ofNullable(data);
    }

    /// The CSV file set.
    ///
    /// @return the file, empty where none was set
    public Optional<Path> csvFile() {
        return Optional.ofNullable(csv);
    }

    /// The grid set.
    ///
    /// @return name to values, in order
    public SequencedMap<String, List<Object>> axes() {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(grid));
    }

    /// The number of trials.
    ///
    /// @return 1 where it was not set
    public int trialCount() {
        return trials.orElse(1);
    }

    /// The number of jobs set.
    ///
    /// @return empty where it was not set
    public OptionalInt jobCount() {
        return jobs;
    }

    /// The reaction to failures.
    ///
    /// @return RAISE where it was not set
    public OnFailure reaction() {
        return onFailure == null ? OnFailure.RAISE : onFailure;
    }
}
