package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.run.RunOptions;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.control.Budget;
import dev.kbench.run.OnFailure;
import dev.kbench.workspace.EvaluationDefaults;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The options that say what is run of a file: those of every command that runs a file, or says
/// what it would run.
final class RunWords {
    private static final String ELSE = " Holds where the file says nothing.";

    static final List<Option> OPTIONS =
            List.of(
                    new Option(
                            "-m",
                            "--model",
                            "M",
                            true,
                            "A model to evaluate, such as google/gemini-2.5-flash,"
                                    + " openai:qwen3, local/smollm2 or demo/echo; may be given"
                                    + " several times. Wins over what the file says."),
                    Option.of(
                            "--jobs",
                            "N",
                            "How many runs at a time, or auto for as many as models and process"
                                    + " allow. Wins over what the file says."),
                    Option.of(
                            "--data",
                            "FILE",
                            "A CSV, JSONL or Parquet file: evaluates the file's benchmarks over"
                                    + " it, instead of its main."),
                    Option.of(
                            "--private",
                            "COLUMNS",
                            "Columns of data, such as name,mail: the task is given their values,"
                                    + " and they are shown and exported nowhere. The journal has"
                                    + " them. Adds to what the file says."),
                    Option.of("--limit", "N", "The most rows of data to use."),
                    Option.of("--only", "TASK", "The one task to run, instead of the file's main."),
                    Option.of(
                            "--trials",
                            "N",
                            "How often each row is run, each time with its own seed; 1 by default."
                                    + ELSE),
                    Option.of(
                            "--timeout",
                            "TIME",
                            "How long a run may take, such as 30s or 2m; as long as it likes by"
                                    + " default."
                                    + ELSE),
                    Option.of(
                            "--max-attempts",
                            "N",
                            "How often a run that fails or cannot be measured is made at most; 1"
                                    + " by default."
                                    + ELSE),
                    Option.of(
                            "--retry-delay",
                            "TIME",
                            "How long to wait before a run is made again, such as 500ms; 1s by"
                                    + " default."
                                    + ELSE),
                    Option.oneOf(
                            "--on-failure",
                            "WHAT",
                            "What to do once a run has failed for good: raise ends the evaluation,"
                                    + " continue goes on."
                                    + ELSE,
                            List.of("raise", "continue")),
                    Option.of(
                            "--budget",
                            "USD",
                            "The most dollars that all calls together may cost, such as 5.00, by"
                                    + " the models' prices. What might go over is not sent, and the"
                                    + " same command with more goes on with what is missing."),
                    Option.of(
                            "--budget-tokens",
                            "N",
                            "The most tokens, sent and answered, that all calls together may"
                                    + " take."),
                    Option.of("--budget-calls", "N", "The most calls of models."),
                    Option.flag(
                            "--remove-run-files",
                            "Removes an evaluation's run files once it has ended; the journal"
                                    + " stays."
                                    + ELSE),
                    Option.of(
                            "--out",
                            "DIR",
                            "Where task and run files go; the working directory by default."),
                    Option.of(
                            "--record",
                            "DIR",
                            "Writes every call to a model, and what came of it, into a folder."),
                    Option.of(
                            "--replay",
                            "DIR",
                            "Answers every call as it was recorded, and asks no model; no key is"
                                    + " needed."),
                    Option.flag(
                            "--fresh",
                            "Makes every run, even where an evaluation of the same plan was cut"
                                    + " short."),
                    Option.flag(
                            "--cached",
                            "Reads completed runs back, whichever evaluation made them."));

    private RunWords() {}

    /// Reads them.
    ///
    /// @param given the options, and the file as the first parameter
    static RunOptions read(Shell shell, Given given) {
        Optional<Path> record = text(given, "--record").map(shell::path);
        Optional<Path> replay = text(given, "--replay").map(shell::path);
        if (record.isPresent() && replay.isPresent()) {
            throw new MisuseException(
                    "--record asks models and --replay asks none; give one of them");
        }
        return new RunOptions(
                shell.path(given.parameters().getFirst()),
                given.values("--model").stream().distinct().toList(),
                jobs(given),
                number(given, "--limit"),
                text(given, "--data").map(shell::path),
                columns(given),
                text(given, "--out").map(shell::path),
                text(given, "--only"),
                reuse(given),
                defaults(given),
                budget(given),
                record,
                replay);
    }

    private static List<String> columns(Given given) {
        List<String> names =
                text(given, "--private").stream()
                        .flatMap(text -> Stream.of(text.split(",", -1)))
                        .map(String::strip)
                        .distinct()
                        .toList();
        if (names.contains("")) {
            throw new MisuseException(
                    "--private takes names of columns with commas between them, got '%s'"
                            .formatted(given.value("--private").orElse("")));
        }
        return names;
    }

    private static OptionalInt jobs(Given given) {
        Optional<String> value = text(given, "--jobs");
        if (value.equals(Optional.of("auto"))) {
            return OptionalInt.of(Overrides.AUTO_JOBS);
        }
        if (value.isPresent() && !value.get().matches("0*[1-9][0-9]*")) {
            throw new MisuseException(
                    "--jobs must be auto or a whole number of 1 or more, got '%s'"
                            .formatted(value.get()));
        }
        return number(given, "--jobs");
    }

    private static EvaluationDefaults defaults(Given given) {
        return new EvaluationDefaults(
                number(given, "--trials"),
                given.duration("--timeout", false),
                number(given, "--max-attempts"),
                given.duration("--retry-delay", true),
                given.value("--on-failure")
                        .map(word -> OnFailure.valueOf(word.toUpperCase(Locale.ROOT))),
                given.has("--remove-run-files"));
    }

    private static Optional<Budget> budget(Given given) {
        List<Budget> parts = new ArrayList<>();
        text(given, "--budget").ifPresent(value -> parts.add(dollars(value)));
        whole(given, "--budget-tokens").ifPresent(most -> parts.add(Budget.tokens(most)));
        whole(given, "--budget-calls").ifPresent(most -> parts.add(Budget.calls(most)));
        return parts.stream().reduce(Budget::and);
    }

    private static Budget dollars(String value) {
        try {
            return Budget.usd(value);
        } catch (IllegalArgumentException e) {
            throw new MisuseException(
                    "--budget: %s; --budget-tokens and --budget-calls bound tokens and calls"
                            .formatted(e.getMessage()));
        }
    }

    private static OptionalLong whole(Given given, String option) {
        Optional<String> value = text(given, option);
        if (value.isPresent() && !value.get().matches("0*[1-9][0-9]{0,17}")) {
            throw new MisuseException(
                    "%s must be a whole number of 1 or more%s, got '%s'"
                            .formatted(
                                    option,
                                    value.get().matches("[0-9]{19,}")
                                            ? " and of at most 18 digits"
                                            : "",
                                    value.get()));
        }
        return value.stream().mapToLong(Long::parseLong).findFirst();
    }

    private static Reuse reuse(Given given) {
        boolean fresh = given.has("--fresh");
        boolean cached = given.has("--cached");
        if (fresh && cached) {
            throw new MisuseException(
                    "--fresh makes every run and --cached reads runs back; give one of them");
        }
        return fresh ? Reuse.FRESH : cached ? Reuse.CACHED : Reuse.CONTINUE;
    }

    private static Optional<String> text(Given given, String option) {
        Optional<String> value = given.value(option);
        if (value.equals(Optional.of(""))) {
            throw new MisuseException("%s needs a value, got an empty one".formatted(option));
        }
        return value;
    }

    private static OptionalInt number(Given given, String option) {
        return text(given, option).isEmpty() ? OptionalInt.empty() : given.number(option, 1);
    }
}
