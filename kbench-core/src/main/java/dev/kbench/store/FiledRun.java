package dev.kbench.store;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What a run file says of its run in figures: the platform's own library wrote it, or kbench did.
/// Its conversations are not held.
///
/// @param file the file
/// @param task the task's name
/// @param model the model's id; may be empty
/// @param number the run's number as shown, such as `Run #3`; may be empty
/// @param row the label of its row of data, as far as the file's name has it; may be empty
/// @param outcome `completed`, `failed` or `unmeasured`. The platform's own library writes the same
///   for a wrong answer and a server that was down: what it says is errored counts as unmeasured
/// @param reason why, for the latter two, such as `TIMED_OUT`; `ERRORED` where another library
///   wrote the file, `NOT_ENDED` where the run did not end; may be empty
/// @param passed whether result, assertions and the runs inside it all passed
/// @param result the result as text; empty where there is none
/// @param numericResult the result as a number, as a score takes it; empty where there is none
/// @param error what went wrong, empty where nothing did
/// @param usage what it used, the runs inside it included
/// @param start when it began; empty where that is not told
/// @param duration how long it took; empty where that is not told
/// @param checks its assertions, in order
public record FiledRun(
        Path file,
        String task,
        String model,
        String number,
        String row,
        String outcome,
        String reason,
        boolean passed,
        String result,
        OptionalDouble numericResult,
        String error,
        Usage usage,
        Optional<Instant> start,
        Optional<Duration> duration,
        List<AssertionResult> checks) {
    private static final String FOREIGN = "Traceback (most recent call last)";
    private static final String ROW = "-run_param_id_";

    /// Copies the assertions.
    public FiledRun {
        checks = List.copyOf(checks);
    }

    /// Reads a file.
    ///
    /// @param file the file
    /// @return what it says
    /// @throws StoreException if it cannot be read, or is none
    public static FiledRun read(Path file) {
        return of(file, RunFileReader.run(file));
    }

    static FiledRun of(Path file, RunFile run) {
        ShownRun shown = ShownRunMapper.shown(run);
        Outcome outcome = Outcome.of(run);
        Optional<Instant> start = time(run.startTime());
        return new FiledRun(
                file,
                shown.task(),
                shown.model(),
                number(run, shown.task()),
                row(String.valueOf(file.getFileName()), shown.model()),
                outcome.kind(),
                outcome.reason(),
                passed(run),
                outcome.kind().equals("completed") ? shown.result() : "",
                outcome.kind().equals("completed")
                        ? numeric(run.results())
                        : OptionalDouble.empty(),
                shown.error(),
                usage(run),
                start,
                start.flatMap(from -> time(run.endTime()).map(to -> Duration.between(from, to))),
                shown.checks());
    }

    /// How a run ended, as far as its file tells.
    private record Outcome(String kind, String reason) {
        static Outcome of(RunFile run) {
            String error = run.errorMessage() == null ? "" : run.errorMessage();
            if (RunFile.COMPLETED.equals(run.state())) {
                return new Outcome("completed", "");
            }
            if (!RunFile.ERRORED.equals(run.state())) {
                return new Outcome("unmeasured", "NOT_ENDED");
            }
            if (error.startsWith(FOREIGN)) {
                return new Outcome("unmeasured", "ERRORED");
            }
            boolean failed = !run.results().isEmpty();
            return new Outcome(failed ? "failed" : "unmeasured", OwnSection.reason(run, failed));
        }
    }

    private static boolean passed(RunFile run) {
        return RunFile.COMPLETED.equals(run.state())
                && run.results().stream().noneMatch(one -> Boolean.FALSE.equals(one.bool()))
                && run.assertions().stream().allMatch(RunFile.Assertion::holds)
                && run.subruns().stream().allMatch(FiledRun::passed);
    }

    private static OptionalDouble numeric(List<RunFile.Result> results) {
        if (results.isEmpty()) {
            return OptionalDouble.empty();
        }
        RunFile.Result result = results.getFirst();
        if (result.bool() != null) {
            return OptionalDouble.of(result.bool() ? 1 : 0);
        }
        return result.numeric() == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(result.numeric().value());
    }

    private static Usage usage(RunFile run) {
        Usage sum = Usage.NONE;
        for (RunFile.Conversation one : run.conversations()) {
            sum = sum.plus(usage(one.metrics()));
        }
        for (RunFile inner : run.subruns()) {
            sum = sum.plus(usage(inner));
        }
        return OwnSection.figures(run, sum);
    }

    static Usage usage(RunFile.@Nullable Metrics metrics) {
        if (metrics == null) {
            return Usage.NONE;
        }
        boolean counted = metrics.inputTokens() > 0 || metrics.outputTokens() > 0;
        return new Usage(
                counted ? OptionalLong.of(metrics.inputTokens()) : OptionalLong.empty(),
                counted ? OptionalLong.of(metrics.outputTokens()) : OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                known(metrics.inputCost()),
                known(metrics.outputCost()),
                known(metrics.latencyMs()));
    }

    private static OptionalLong known(@Nullable Long figure) {
        return figure == null ? OptionalLong.empty() : OptionalLong.of(figure);
    }

    static Optional<Instant> time(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static String number(RunFile run, String task) {
        String id = run.pyRunId() == null ? "" : run.pyRunId();
        return id.startsWith(task + "-") ? id.substring(task.length() + 1) : id;
    }

    /// `Quiz-run_param_id_fr_google_gemini-2.5-flash.run.json` is about row `fr`.
    private static String row(String file, String model) {
        int from = file.lastIndexOf(ROW);
        if (from < 0 || !file.endsWith(FileNames.RUN)) {
            return "";
        }
        String rest = file.substring(from + ROW.length(), file.length() - FileNames.RUN.length());
        String slug = model.isEmpty() ? "" : "_" + FileNames.plain(model);
        int end = rest.lastIndexOf(slug);
        return end < 0 ? rest : rest.substring(0, end);
    }
}
