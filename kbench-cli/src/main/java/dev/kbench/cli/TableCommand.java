package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.files.RunFiles;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.FiledResults;

import java.util.List;
import java.util.Optional;

/// `kbench table`.
final class TableCommand implements Subcommand {
    private final Shell shell;

    TableCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench table",
                List.of(
                        "Shows what run files come to: models by tasks, then each task with what"
                                + " did not pass. Files of kaggle-benchmarks are read as well."),
                Optional.of(RunFiles.PATHS),
                List.of(
                        Option.flag(
                                "--json", "A JSON object on each line, one for a task and model.")),
                List.of(
                        "What is unmeasured has no verdict and enters no rate. Files of"
                                + " kaggle-benchmarks do not tell why a run is errored, so those"
                                + " count as unmeasured."),
                List.of("kbench table out", "kbench table monday tuesday --json"));
    }

    @Override
    public int run(Given given) {
        RunFiles files = new RunFiles(shell, given.parameters());
        FiledResults results = new FiledResults();
        files.each(results::add);
        if (given.has("--json")) {
            results.json().forEach(shell.records()::println);
        } else {
            results.print(shell.terminal());
        }
        return files.end();
    }
}
