package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.run.RunOptions;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.workspace.Reuse;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The options that say what is run of a file: those of every command that runs a file, or says
/// what it would run.
final class RunWords {
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
                            "How many runs at a time. Wins over what the file says."),
                    Option.of(
                            "--data",
                            "FILE",
                            "A CSV, JSONL or Parquet file: evaluates the file's benchmarks over"
                                    + " it, instead of its main."),
                    Option.of("--limit", "N", "The most rows of data to use."),
                    Option.of("--only", "TASK", "The one task to run, instead of the file's main."),
                    Option.of(
                            "--out",
                            "DIR",
                            "Where task and run files go; the working directory by default."),
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
        return new RunOptions(
                shell.path(given.parameters().getFirst()),
                given.values("--model").stream().distinct().toList(),
                number(given, "--jobs"),
                number(given, "--limit"),
                text(given, "--data").map(shell::path),
                text(given, "--out").map(shell::path),
                text(given, "--only"),
                reuse(given));
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
