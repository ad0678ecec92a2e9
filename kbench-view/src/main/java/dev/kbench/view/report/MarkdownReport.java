package dev.kbench.view.report;

import dev.kbench.internal.text.Markdown;
import dev.kbench.run.stats.Precision;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.Leaderboard;
import dev.kbench.view.page.Shelf;

import java.util.ArrayList;
import java.util.List;

/// A report in Markdown, for a pull request: models by tasks, and what did not pass. What models
/// wrote is text in it: neither markup nor mentions of people.
final class MarkdownReport {
    private static final int CELL = 120;

    private MarkdownReport() {}

    /// Writes one; conversations are left out.
    ///
    /// @param shelf where the runs are
    /// @param options what it is about
    /// @return lines in the dialect that GitHub reads
    static String of(Shelf shelf, ReportOptions options) {
        ReportContent content = ReportContent.of(shelf, options);
        List<String> lines = new ArrayList<>();
        lines.add("## " + text(options.title()));
        lines.add("");
        lines.add(text(content.summary(options)) + ".");
        lines.add("");
        board(content.board(), lines);
        listed("Did not pass", content.failing(), lines);
        listed("Without a verdict", content.unmeasured(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void board(Leaderboard board, List<String> lines) {
        List<String> head = new ArrayList<>(List.of("Model", "All tasks"));
        board.tasks().forEach(task -> head.add(text(task)));
        lines.addAll(Markdown.head(head, 1));
        for (Leaderboard.ModelRow model : board.models()) {
            List<String> cells = new ArrayList<>();
            cells.add(model.model().isEmpty() ? "(no model)" : text(model.model()));
            cells.add(
                    rate(model.passRate())
                            + model.interval().map(Figures::interval).orElse("")
                            + measured(model.measured(), model.runs())
                            + board.part(model).map(part -> ", " + part).orElse(""));
            for (String task : board.tasks()) {
                RunCell cell = model.cells().get(task);
                cells.add(cell == null ? "–" : cell(cell));
            }
            lines.add(Markdown.row(cells));
        }
    }

    private static String cell(RunCell cell) {
        return rate(cell.passRate().value())
                + cell.passRate()
                        .precision()
                        .map(Precision::interval95)
                        .map(Figures::interval)
                        .orElse("")
                + measured(cell.total() - cell.unmeasured(), cell.total());
    }

    private static String rate(double rate) {
        return Double.isNaN(rate) ? "n/a" : Figures.percent(rate);
    }

    private static String measured(long some, long all) {
        return "; %s of %s measured".formatted(Figures.count(some), Figures.count(all));
    }

    private static void listed(String title, ReportContent.Listed listed, List<String> lines) {
        if (listed.total() == 0) {
            return;
        }
        lines.add("");
        lines.add(
                listed.lines().size() == listed.total()
                        ? "### %s: %s".formatted(title, Figures.count(listed.total()))
                        : "### %s: %s, of which the first %s"
                                .formatted(
                                        title,
                                        Figures.count(listed.total()),
                                        Figures.count(listed.lines().size())));
        if (listed.lines().isEmpty()) {
            return;
        }
        lines.add("");
        lines.addAll(Markdown.head(List.of("Task", "Model", "Row", "Came to", "Result"), 5));
        for (RunLine line : listed.lines()) {
            lines.add(
                    Markdown.row(
                            List.of(
                                    text(line.task()),
                                    text(line.model()),
                                    text(line.label().isEmpty() ? line.number() : line.label()),
                                    text(ReportContent.cameTo(line)),
                                    text(line.result()))));
        }
    }

    private static String text(String foreign) {
        return Markdown.text(foreign, CELL);
    }
}
