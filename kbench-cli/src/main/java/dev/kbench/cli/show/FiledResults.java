package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.key.CanonicalJson;
import dev.kbench.store.FiledRun;

import java.time.Duration;
import java.util.List;

/// What run files come to: models by tasks, then for each task the table that the command showed
/// which made the runs. One thread.
public final class FiledResults {
    private final Results results = new Results(new ModelNames(_ -> ""), () -> Results.UNTIMED);

    /// Without runs as yet.
    public FiledResults() {}

    /// Takes in a run.
    ///
    /// @param run what its file says
    public void add(FiledRun run) {
        String id = run.file().toString();
        run.checks().stream()
                .filter(check -> !check.passed())
                .map(FiledResults::named)
                .forEach(check -> results.on(new RunEvent.AssertionRecorded(id, check)));
        results.on(
                new RunEvent.RunFinished(
                        id,
                        "",
                        0,
                        run.task(),
                        run.number(),
                        run.row().isEmpty() ? "" : "row " + run.row(),
                        rowId(run),
                        run.model(),
                        run.outcome(),
                        run.reason(),
                        run.passed(),
                        run.result(),
                        run.numericResult(),
                        lastLine(run.error()),
                        "",
                        run.usage(),
                        Spending.now(run.usage()),
                        run.duration().orElse(Duration.ZERO),
                        "",
                        false));
    }

    /// The platform's own library does not say an assertion's name.
    private static AssertionResult named(AssertionResult check) {
        return check.type().isEmpty()
                ? new AssertionResult(
                        "assertion", false, check.expectation(), check.line(), "", "", 0)
                : check;
    }

    /// Runs with one label are about one row; what has none stands for itself.
    private static long rowId(FiledRun run) {
        String what = run.row().isEmpty() ? "file " + run.file() : "row " + run.row();
        return Long.parseUnsignedLong(CanonicalJson.sha256Text(what).substring(0, 16), 16);
    }

    /// A stack trace of Python ends with what was raised, one of Java begins with it.
    private static String lastLine(String error) {
        List<String> lines = error.strip().lines().toList();
        if (lines.isEmpty()) {
            return "";
        }
        return lines.getFirst().startsWith("Traceback") ? lines.getLast() : lines.getFirst();
    }

    /// Prints the tables.
    ///
    /// @param terminal where to; they fit its width
    public void print(Terminal terminal) {
        List<String> matrix = results.matrix(terminal.columns());
        terminal.lines(matrix);
        results.print(terminal, "");
    }

    /// The figures for programs.
    ///
    /// @return JSON, one object for each task and model
    public List<String> json() {
        return results.records().stream().map(CanonicalJson::of).toList();
    }

    /// The figures as Markdown without HTML.
    ///
    /// @return its lines
    public List<String> markdown() {
        return MarkdownTable.of(results.records());
    }
}
