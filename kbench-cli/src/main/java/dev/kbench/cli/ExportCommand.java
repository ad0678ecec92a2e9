package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.files.Export;
import dev.kbench.cli.files.RunFiles;
import dev.kbench.cli.shell.Shell;

import java.util.List;
import java.util.Optional;

/// `kbench export`.
final class ExportCommand implements Subcommand {
    private final Shell shell;

    ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench export",
                List.of(
                        "Prints run files in another format: a row a run as CSV or JSONL, a test"
                                + " case a run as JUnit XML, or the figures of each task and model"
                                + " as Markdown."),
                Optional.of(RunFiles.PATHS),
                List.of(
                        Option.oneOf(
                                "--format",
                                "FORMAT",
                                "csv (the default), jsonl, junit or markdown.",
                                List.of("csv", "jsonl", "junit", "markdown"))),
                List.of(),
                List.of(
                        "kbench export out > runs.csv",
                        "kbench export out --format junit > results.xml"));
    }

    @Override
    public int run(Given given) {
        String format = given.value("--format").orElse("csv");
        RunFiles files = new RunFiles(shell, given.parameters());
        Export export = Export.of(format);
        files.each(export::add);
        export.print(shell.records());
        return files.end();
    }
}
