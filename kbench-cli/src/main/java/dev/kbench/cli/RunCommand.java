package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.run.FileRun;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench run`.
final class RunCommand implements Subcommand {
    private final Shell shell;

    RunCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench run",
                List.of(
                        "Runs a benchmark file: its main, or each of its benchmarks that needs"
                                + " models alone."),
                Optional.of(
                        new Parameter(
                                "FILE", true, false, "The benchmark file, such as Quiz.java.")),
                RunWords.OPTIONS,
                List.of(
                        "Exit codes: 0 everything was measured, whatever the score; 1 a task"
                                + " raised; 2 misuse, or something could not be measured; 130"
                                + " stopped by Ctrl-C."),
                List.of(
                        "kbench run Quiz.java --model google/gemini-2.5-flash --out out",
                        "kbench run Quiz.java --data questions.csv --limit 20 --jobs auto",
                        "kbench run Quiz.java --model demo/echo --only quiz"));
    }

    @Override
    public int run(Given given) {
        return new FileRun(shell, RunWords.read(shell, given)).run();
    }
}
