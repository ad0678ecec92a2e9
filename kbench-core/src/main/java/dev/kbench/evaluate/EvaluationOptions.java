package dev.kbench.evaluate;

import static java.util.Objects.requireNonNull;

import dev.kbench.control.Budget;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.RetryPolicy;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.workspace.EvaluationDefaults;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/// Options of an evaluation: `task.evaluate(with -> with.llms(llm()).data(rows).jobs(3))`. Each is
/// set at most once.
///
/// One thread.
public final class EvaluationOptions {
    private static final String NO_ROWS =
            "rows: expected a table, or a list of records or maps, got null";
    private static final String NO_MODELS = "models: expected models such as llm(), got null";

    private @Nullable List<Llm> llms;
    private @Nullable Dataset data;
    private @Nullable Path file;
    private final LinkedHashMap<String, List<Object>> grid = new LinkedHashMap<>();
    private OptionalInt trials = OptionalInt.empty();
    private OptionalInt jobs = OptionalInt.empty();
    private boolean autoJobs;
    private @Nullable Duration timeout;
    private RetryPolicy retry = RetryPolicy.ONCE;
    private boolean attemptsSet;
    private boolean delaySet;
    private @Nullable OnFailure onFailure;
    private @Nullable Predicate<EvaluationProgress> stopWhen;
    private @Nullable Boolean removeRunFiles;
    private @Nullable Budget budget;
    private List<String> privateColumns = List.of();

    /// Nothing is set yet.
    public EvaluationOptions() {}

    /// The models to evaluate, in order. Needed for a task whose first parameter is a model.
    ///
    /// @param models at least one
    /// @return this
    public EvaluationOptions llms(Llm... models) {
        return llms(Arrays.asList(requireNonNull(models, NO_MODELS)));
    }

    /// The models to evaluate, in order.
    ///
    /// @param models at least one, none twice
    /// @return this
    public EvaluationOptions llms(Collection<? extends Llm> models) {
        for (Llm model : requireNonNull(models, NO_MODELS)) {
            requireNonNull(model, NO_MODELS);
        }
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
        return data(Dataset.of(requireNonNull(rows, NO_ROWS)));
    }

    /// The rows as a data set, which is read as a stream: it may be larger than memory. Values of a
    /// file are read as the task's parameters need them.
    ///
    /// @param rows the data set
    /// @return this
    public EvaluationOptions data(Dataset rows) {
        once("data", data != null || file != null);
        data = requireNonNull(rows, NO_ROWS);
        return this;
    }

    /// The rows as records (a component for each parameter) or as maps.
    ///
    /// @param rows records of one type, or maps from names to values
    /// @return this
    public EvaluationOptions data(Collection<?> rows) {
        return data(DataFrame.from(requireNonNull(rows, NO_ROWS)));
    }

    /// The rows as a file, which is read as a stream: `.jsonl`, `.ndjson`, `.parquet`, any other as
    /// CSV whose first line names the columns. Values are read as the task's parameters need them.
    ///
    /// @param file the file; a relative path is looked for in the working directory, then beside
    ///   the benchmark file that is being run
    /// @return this
    public EvaluationOptions data(Path file) {
        once("data", data != null || this.file != null);
        this.file = requireNonNull(file, "file: expected the path of a data file, got null");
        return this;
    }

    /// Columns of the data that are private, as {@link DataFrame#withPrivate} says: the task is
    /// given their values, and they are shown nowhere. An evaluation with private columns does not
    /// go on with one that had others.
    ///
    /// @param names the columns' names, at least one; those that the data marks itself are private
    ///   all the same
    /// @return this
    public EvaluationOptions privateColumns(String... names) {
        requireNonNull(names, "names: expected the columns' names, got null");
        once("privateColumns", !privateColumns.isEmpty());
        if (names.length == 0) {
            throw new IllegalArgumentException(
                    "privateColumns needs at least one name; leave it out where nothing is"
                            + " private");
        }
        privateColumns = List.of(names);
        return this;
    }

    /// A further parameter to cross with models and rows.
    ///
    /// @param name the parameter's name
    /// @param values its values, each used in turn; a single collection stands for its elements
    /// @return this
    public EvaluationOptions grid(String name, Object... values) {
        requireNonNull(name, "name: expected a parameter's name, got null");
        requireNonNull(values, "values: expected the parameter's values, got null");
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
        if (Set.copyOf(axis).size() < axis.size()) {
            throw new IllegalArgumentException(
                    "grid '%s' has a value twice in %s; trials(n) runs each combination n times"
                            .formatted(name, axis));
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
        once("jobs", jobs.isPresent() || autoJobs);
        jobs = OptionalInt.of(count);
        return this;
    }

    /// How many runs at a time, chosen by what the models and the process allow.
    ///
    /// @param choice the only one there is, {@link Jobs#AUTO}
    /// @return this
    public EvaluationOptions jobs(Jobs choice) {
        requireNonNull(choice, "choice: expected a number or Jobs.AUTO, got null");
        once("jobs", jobs.isPresent() || autoJobs);
        autoJobs = true;
        return this;
    }

    /// How long a run may take; as long as it likes by default. At its timeout a run ends without a
    /// verdict: its call is aborted, what it owns is closed, its place is free for the next. What
    /// its body does from then on is refused.
    ///
    /// @param limit more than 0; each attempt has it anew
    /// @return this
    public EvaluationOptions timeout(Duration limit) {
        if (!requireNonNull(
                        limit, "limit: expected a duration such as Duration.ofMinutes(1), got null")
                .isPositive()) {
            throw new IllegalArgumentException(
                    "timeout must be more than 0, got %s".formatted(limit));
        }
        once("timeout", timeout != null);
        timeout = limit;
        return this;
    }

    /// How often a run is made at most while it fails or cannot be measured; 1 by default. A check
    /// that stopped the task is a verdict and not tried again.
    ///
    /// @param count 1 or more
    /// @return this
    public EvaluationOptions maxAttempts(int count) {
        once("maxAttempts", attemptsSet);
        retry = new RetryPolicy(count, retry.delay());
        attemptsSet = true;
        return this;
    }

    /// How long to wait before a run is made again; 1 s by default.
    ///
    /// @param delay 0 or more
    /// @return this
    public EvaluationOptions retryDelay(Duration delay) {
        requireNonNull(delay, "delay: expected a duration such as Duration.ofSeconds(1), got null");
        once("retryDelay", delaySet);
        retry = new RetryPolicy(retry.maxAttempts(), delay);
        delaySet = true;
        return this;
    }

    /// When to stop early: asked each time a run has ended for good, by one thread at a time. Once
    /// it says so, no further run is started, and those under way end.
    ///
    /// @param condition true to stop; if it throws, the evaluation stops too, and throws an {@link
    ///   EvaluationFailedException} that has the runs
    /// @return this
    public EvaluationOptions stopWhen(Predicate<EvaluationProgress> condition) {
        once("stopWhen", stopWhen != null);
        stopWhen =
                requireNonNull(
                        condition,
                        "condition: expected a condition such as progress -> false, got null");
        return this;
    }

    /// The most that the evaluation's calls may take together, those of judges, of runs inside its
    /// runs and of attempts made again included; any amount by default. Before a call is sent, what
    /// it may take is set aside. A call that would go over is not sent: its run has no verdict
    /// (`OVER_BUDGET`), no further run is started, and those under way go on as far as they can.
    /// The same evaluation goes on later with what is missing, where the budget is larger than what
    /// was spent before.
    ///
    /// @param most dollars, tokens, calls, or several of these
    /// @return this
    public EvaluationOptions budget(Budget most) {
        once("budget", budget != null);
        budget =
                requireNonNull(
                        most, "most: expected a budget such as Budget.usd(\"5.00\"), got null");
        return this;
    }

    /// Whether the evaluation's run files are removed once it has ended, however it ended; they are
    /// kept by default. Files of runs made inside its runs stay.
    ///
    /// @param remove true to remove them
    /// @return this
    public EvaluationOptions removeRunFiles(boolean remove) {
        once("removeRunFiles", removeRunFiles != null);
        removeRunFiles = remove;
        return this;
    }

    /// What to do once a run has failed or could not be measured; {@link OnFailure#RAISE} by
    /// default.
    ///
    /// @param reaction raise or continue
    /// @return this
    public EvaluationOptions onFailure(OnFailure reaction) {
        once("onFailure", onFailure != null);
        onFailure =
                requireNonNull(
                        reaction,
                        "reaction: expected OnFailure.RAISE or OnFailure.CONTINUE, got null");
        return this;
    }

    private static void once(String option, boolean before) {
        if (before) {
            throw new IllegalArgumentException(option + " was already set");
        }
    }

    /// Sets what was not set, where the user of a command asked for it.
    ///
    /// @param defaults what was asked for
    /// @return for each wish that something else was set already, what to say about it
    public List<String> complete(EvaluationDefaults defaults) {
        requireNonNull(defaults, "defaults: expected what was asked for, got null");
        List<String> unused = new ArrayList<>();
        if (defaults.trials().isPresent()) {
            int wished = defaults.trials().getAsInt();
            boolean free = use(unused, trials.isEmpty(), "trials", trialCount(), wished);
            trials = free ? defaults.trials() : trials;
        }
        if (defaults.timeout().isPresent()) {
            Duration wished = defaults.timeout().get();
            boolean free = use(unused, timeout == null, "timeout", timeout, wished);
            timeout = free ? wished : timeout;
        }
        if (defaults.maxAttempts().isPresent()) {
            int wished = defaults.maxAttempts().getAsInt();
            if (use(unused, !attemptsSet, "maxAttempts", retry.maxAttempts(), wished)) {
                maxAttempts(wished);
            }
        }
        if (defaults.retryDelay().isPresent()) {
            Duration wished = defaults.retryDelay().get();
            if (use(unused, !delaySet, "retryDelay", retry.delay(), wished)) {
                retryDelay(wished);
            }
        }
        if (defaults.onFailure().isPresent()) {
            OnFailure wished = defaults.onFailure().get();
            boolean free = use(unused, onFailure == null, "onFailure", onFailure, wished);
            onFailure = free ? wished : onFailure;
        }
        if (defaults.removeRunFiles()) {
            boolean free =
                    use(unused, removeRunFiles == null, "removeRunFiles", removeRunFiles, true);
            removeRunFiles = free ? Boolean.TRUE : removeRunFiles;
        }
        return unused;
    }

    /// Whether a wish is to be used: nothing was set.
    private static boolean use(
            List<String> unused, boolean free, String option, @Nullable Object set, Object wished) {
        if (!free && !wished.equals(set)) {
            unused.add(
                    "the command asks for %s %s, but the code sets %s"
                            .formatted(option, shown(wished), shown(set)));
        }
        return free;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof Duration duration
                ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
                : String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    /// The models set.
    ///
    /// @return in order, empty where none were set
    public List<Llm> llms() {
        return llms == null ? List.of() : llms;
    }

    /// The data set that was set.
    ///
    /// @return the data, empty where none was set
    public Optional<Dataset> dataset() {
        return Optional.ofNullable(data);
    }

    /// The file set.
    ///
    /// @return the file, empty where none was set
    public Optional<Path> dataFile() {
        return Optional.ofNullable(file);
    }

    /// The columns set to be private.
    ///
    /// @return their names, empty where none were set
    public List<String> privateNames() {
        return privateColumns;
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

    /// Whether the number of jobs is to be chosen.
    ///
    /// @return true after `jobs(Jobs.AUTO)`
    public boolean choosesJobs() {
        return autoJobs;
    }

    /// How long a run may take.
    ///
    /// @return empty where it was not set
    public Optional<Duration> limit() {
        return Optional.ofNullable(timeout);
    }

    /// How often a run that raises is made again.
    ///
    /// @return one attempt, and a delay of 1 s, where they were not set
    public RetryPolicy retry() {
        return retry;
    }

    /// When to stop early.
    ///
    /// @return the condition, empty where none was set
    public Optional<Predicate<EvaluationProgress>> stopCondition() {
        return Optional.ofNullable(stopWhen);
    }

    /// The most that the evaluation's calls may take together.
    ///
    /// @return empty where it was not set
    public Optional<Budget> most() {
        return Optional.ofNullable(budget);
    }

    /// Whether run files are removed at the end.
    ///
    /// @return false where it was not set
    public boolean removesRunFiles() {
        return Boolean.TRUE.equals(removeRunFiles);
    }

    /// The reaction to failures.
    ///
    /// @return RAISE where it was not set
    public OnFailure reaction() {
        return onFailure == null ? OnFailure.RAISE : onFailure;
    }
}
