package dev.kbench.cli;

import dev.kbench.cli.args.Given;
import dev.kbench.cli.args.Option;
import dev.kbench.cli.args.Syntax;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.view.ReadRuns;
import dev.kbench.internal.text.SafeText;
import dev.kbench.store.StoreException;
import dev.kbench.view.index.QueryString;
import dev.kbench.view.index.RunIndex;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.report.Report;
import dev.kbench.view.report.ReportOptions;
import dev.kbench.view.run.RunId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;

/// `kbench report`.
final class ReportCommand implements Subcommand {
    private static final int LINES = 200;
    private static final int MARKDOWN_LINES = 20;
    private static final int TRANSCRIPTS = 12;

    private final Shell shell;
    private final InstantSource clock;

    ReportCommand(Shell shell, InstantSource clock) {
        this.shell = shell;
        this.clock = clock;
    }

    @Override
    public Syntax syntax() {
        return new Syntax(
                "kbench report",
                List.of(
                        "Writes a report of runs: models by tasks with intervals, cost and time,"
                                + " charts, what did not pass and why, and conversations. One HTML"
                                + " file, which needs nothing beside it; or Markdown for a pull"
                                + " request."),
                Optional.of(ReadRuns.FOLDERS),
                List.of(
                        Option.oneOf(
                                "--format",
                                "FORMAT",
                                "html (the default) or markdown.",
                                List.of("html", "markdown")),
                        Option.of(
                                "--out", "FILE", "The file to write; standard output by default."),
                        Option.of("--title", "TITLE", "Its title."),
                        Option.of(
                                "--only",
                                "QUERY",
                                "Which runs it is about, as in the address of kbench view: what"
                                        + " stands there behind the question mark."),
                        Option.of(
                                "--transcripts",
                                "N",
                                "Of how many runs that did not pass it shows the conversations; 12"
                                    + " by default, one of each task and model before a second."),
                        new Option(
                                "",
                                "--run",
                                "ID",
                                true,
                                "A run whose conversation it shows: what stands behind /run/ in the"
                                        + " address of kbench view.")),
                List.of(
                        "What models wrote is cut at 4,000 characters; kbench view shows it"
                                + " whole."),
                List.of(
                        "kbench report out --out report.html",
                        "kbench report out --format markdown",
                        "kbench report out --only \"task=Quiz&outcome=failed\" --transcripts 40"
                                + " --out failed.html"));
    }

    @Override
    public int run(Given given) {
        boolean markdown = given.value("--format").filter("markdown"::equals).isPresent();
        List<Path> folders = ReadRuns.folders(shell, given);
        ReportOptions options =
                new ReportOptions(
                        given.value("--title").orElse("Report"),
                        folders.stream()
                                .map(folder -> String.valueOf(folder.getFileName()))
                                .collect(Collectors.joining(", ")),
                        clock.instant(),
                        query(given.value("--only").orElse("")),
                        markdown ? MARKDOWN_LINES : LINES,
                        given.number("--transcripts", 0).orElse(TRANSCRIPTS),
                        given.values("--run").stream().map(ReportCommand::id).toList());
        String report;
        try (RunIndex index = ReadRuns.open(shell, shell.settings(), folders)) {
            index.notices().forEach(shell::say);
            if (index.search(options.query()).total() == 0) {
                throw new MisuseException(
                        "there is nothing to report: %s has no run%s"
                                .formatted(
                                        SafeText.line(options.source()),
                                        given.value("--only")
                                                .map(" that fits --only \"%s\""::formatted)
                                                .orElse("")));
            }
            report = markdown ? Report.markdown(index, options) : Report.html(index, options);
        } catch (NoSuchElementException e) {
            throw new MisuseException(
                    "--run: %s; kbench view shows what there is in %s, each run's id in its address behind /run/"
                            .formatted(e.getMessage(), SafeText.line(options.source())));
        }
        given.value("--out").ifPresentOrElse(file -> write(file, report), () -> print(report));
        return 0;
    }

    private static RunQuery query(String text) {
        try {
            return RunQuery.parse(QueryString.parse(text));
        } catch (IllegalArgumentException e) {
            throw new MisuseException("--only: " + e.getMessage());
        }
    }

    private static RunId id(String text) {
        try {
            return new RunId(text);
        } catch (IllegalArgumentException e) {
            throw new MisuseException("--run: " + e.getMessage());
        }
    }

    private void write(String name, String report) {
        Path file = shell.path(name);
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, report);
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
        shell.say("wrote " + SafeText.line(name));
    }

    private void print(String report) {
        shell.records().print(report);
        shell.out().flush();
    }
}
