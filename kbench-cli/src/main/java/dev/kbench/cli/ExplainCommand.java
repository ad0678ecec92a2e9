package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.run.FileExplanation;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.ReasonLines;
import dev.kbench.cli.show.ReasonList;
import dev.kbench.cli.show.ReasonRecords;
import dev.kbench.cli.show.ReasonSink;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `kbench explain`.
final class ExplainCommand implements Subcommand {
    private final Shell shell;

    ExplainCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        List<Option> options = new ArrayList<>(RunWords.OPTIONS);
        options.add(Option.flag("--all", "A line for each run."));
        options.add(Option.flag("--json", "A JSON object on each line."));
        return new Syntax(
                "kbench explain",
                List.of(
                        "Says which runs the same kbench run would read back and which it would"
                                + " make, and why: what differs from the run that is nearest."
                                + " Nothing is run, and no model is asked."),
                Optional.of(
                        new Parameter(
                                "FILE", true, false, "The benchmark file, such as Quiz.java.")),
                options,
                List.of(),
                List.of(
                        "kbench explain Quiz.java --model google/gemini-2.5-flash --out out",
                        "kbench explain Quiz.java --out out --all --json"));
    }

    @Override
    public int run(Given given) {
        return new FileExplanation(shell, RunWords.read(shell, given), sink(given)).run();
    }

    private ReasonSink sink(Given given) {
        if (given.has("--json")) {
            return new ReasonRecords(shell.records(), given.has("--all"));
        }
        return given.has("--all")
                ? new ReasonLines(shell.terminal())
                : new ReasonList(shell.terminal());
    }
}
