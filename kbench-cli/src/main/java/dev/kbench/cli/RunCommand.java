package dev.kbench.cli;

import dev.kbench.cli.run.FileRun;
import dev.kbench.cli.run.RunOptions;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `kbench run`.
final class RunCommand implements Subcommand {
    private final Shell shell;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                CommandSpec.create()
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .index("0")
                                        .paramLabel("FILE")
                                        .type(String.class)
                                        .required(true)
                                        .description("The benchmark file, such as Quiz.java.")
                                        .build())
                        .addOption(
                                OptionSpec.builder("-m", "--model")
                                        .paramLabel("M")
                                        .type(List.class)
                                        .auxiliaryTypes(String.class)
                                        .arity("1")
                                        .description(
                                                "A model to evaluate, such as"
                                                    + " google/gemini-2.5-flash, openai:qwen3,"
                                                    + " local/smollm2 or demo/echo; may be given"
                                                    + " several times. Wins over what the file"
                                                    + " says.")
                                        .build())
                        .addOption(
                                option(
                                        "--jobs",
                                        "N",
                                        "How many runs at a time. Wins over what the file says."))
                        .addOption(
                                option(
                                        "--data",
                                        "FILE",
                                        "A CSV file: evaluates the file's benchmarks over it,"
                                                + " instead of its main."))
                        .addOption(option("--limit", "N", "The most rows of data to use."))
                        .addOption(
                                option(
                                        "--only",
                                        "TASK",
                                        "The one task to run, instead of the file's main."))
                        .addOption(
                                option(
                                        "--out",
                                        "DIR",
                                        "Where task and run files go; the working directory by"
                                                + " default."));
        spec.usageMessage()
                .description(
                        "Runs a benchmark file: its main, or each of its benchmarks that needs"
                                + " models alone.")
                .footer(
                        "",
                        "Exit codes: 0 everything was measured, whatever the score; 1 a task"
                                + " raised;",
                        "2 misuse, or something could not be measured; 130 stopped by Ctrl-C.");
        return spec;
    }

    private static OptionSpec option(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    @Override
    public int run(ParseResult given) {
        List<String> models = given.matchedOptionValue("--model", List.of());
        RunOptions options =
                new RunOptions(
                        shell.path(given.matchedPositionalValue(0, "")),
                        models.stream().distinct().toList(),
                        number(given, "--jobs"),
                        number(given, "--limit"),
                        text(given, "--data").map(shell::path),
                        text(given, "--out").map(shell::path),
                        text(given, "--only"));
        return new FileRun(shell, options).run();
    }

    private static Optional<String> text(ParseResult given, String option) {
        String value = given.matchedOptionValue(option, "");
        if (value.isEmpty() && given.hasMatchedOption(option)) {
            throw new MisuseException("%s needs a value, got an empty one".formatted(option));
        }
        return Optional.of(value).filter(v -> !v.isEmpty());
    }

    private static OptionalInt number(ParseResult given, String option) {
        Optional<String> value = text(given, option);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= 1) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // Told below, as a number below 1 is.
        }
        throw new MisuseException(
                "%s must be a whole number of 1 or more, got '%s'".formatted(option, value.get()));
    }
}
