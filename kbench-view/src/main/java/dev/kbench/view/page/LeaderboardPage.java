package dev.kbench.view.page;

import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.Precision;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.html.Scrolled;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunQuery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// The leaderboard: a table of models by tasks, and three charts, each drawn from a table that
/// stands behind it.
public final class LeaderboardPage {
    private final Leaderboard board;
    private final RunQuery query;
    private final boolean linked;

    LeaderboardPage(Leaderboard board, RunQuery query) {
        this(board, query, true);
    }

    private LeaderboardPage(Leaderboard board, RunQuery query, boolean linked) {
        this.board = board;
        this.query = query;
        this.linked = linked;
    }

    /// The tables and charts of a document that stands alone: nothing in them leads elsewhere.
    ///
    /// @param board what they show
    /// @return the pieces; each chart waits for a script that draws it from its table
    public static Html alone(Leaderboard board) {
        return new LeaderboardPage(board, RunQuery.ALL, false).content();
    }

    Html main() {
        Element main =
                Element.of("main", Element.of("h1", "Leaderboard"))
                        .set("id", "main")
                        .classed("flow wide");
        return main.add(content());
    }

    private Html content() {
        if (board.models().isEmpty()) {
            return Element.of("p", "There are no runs here.").classed("soft");
        }
        List<Html> parts = new ArrayList<>();
        parts.add(matrix());
        parts.add(
                Element.of(
                                "p",
                                "A cell has the share that passed of what was measured, its 95 %"
                                    + " interval clustered by row, how many of all runs were"
                                    + " measured, the middle of their times and within what nine of"
                                    + " ten ended, and what they cost. What has no verdict enters"
                                    + " no rate. The first column is the mean over tasks.")
                        .classed("soft small"));
        Element charts = Element.of("div").classed("charts");
        charts.add(chart("pareto", "Share that passed against cost of a run", pareto()));
        charts.add(chart("shares", "What runs came to", shares()));
        if (!board.past().isEmpty()) {
            charts.add(chart("past", "Share that passed, by evaluation", past()));
        }
        parts.add(charts);
        return Html.of(parts);
    }

    private Html matrix() {
        Element head = row("Model", "All tasks");
        board.tasks().forEach(task -> head.add(heading(task)));
        Element body = Element.of("tbody");
        for (Leaderboard.ModelRow model : board.models()) {
            Element row =
                    Element.of(
                            "tr",
                            Element.of("th", modelLink(model.model())).set("scope", "row"),
                            Element.of("td", overall(model)));
            for (String task : board.tasks()) {
                RunCell cell = model.cells().get(task);
                row.add(cell == null ? Element.of("td", "–") : Element.of("td", cell(cell)));
            }
            body.add(row);
        }
        return Scrolled.of(
                "models by tasks",
                Element.of("table", Element.of("thead", head), body).classed("matrix"));
    }

    private Html overall(Leaderboard.ModelRow model) {
        Element cell = Element.of("div", Element.of("strong", rate(model.passRate())));
        model.interval().ifPresent(interval -> cell.add(Figures.interval(interval)));
        cell.add(line("%s of %s measured", model.measured(), model.runs()));
        board.part(model).ifPresent(part -> cell.add(small(part)));
        if (model.priced() > 0) {
            cell.add(small(Figures.dollars(model.cost())));
        }
        return cell;
    }

    private Html cell(RunCell of) {
        Element cell = Element.of("div", Element.of("strong", rate(of.passRate().value())));
        of.passRate()
                .precision()
                .map(Precision::interval95)
                .ifPresent(interval -> cell.add(Figures.interval(interval)));
        cell.add(line("%s of %s measured", of.total() - of.unmeasured(), of.total()));
        if (!Double.isNaN(of.score().value())) {
            cell.add(small("mean score " + Figures.number(of.score().value())));
        }
        if (!Double.isNaN(of.latency().median())) {
            cell.add(
                    small(
                            "%s, 9 of 10 within %s"
                                    .formatted(
                                            seconds(of.latency().median()),
                                            seconds(of.latency().p90()))));
        }
        of.cost().ifPresent(cost -> cell.add(small(Figures.dollars(cost))));
        if (!linked) {
            return cell;
        }
        String address =
                "/runs?"
                        + query.with(RunColumn.TASK, List.of(of.task()))
                                .with(RunColumn.MODEL, List.of(of.model()))
                                .toQueryString();
        return cell.add(Element.of("a", "its runs").set("href", address).classed("small"));
    }

    private static Html small(String words) {
        return Element.of("div", words).classed("soft small");
    }

    private static Html line(String words, long some, long all) {
        return small(words.formatted(Figures.count(some), Figures.count(all)));
    }

    private static String seconds(double seconds) {
        return Figures.duration(java.time.Duration.ofNanos((long) (seconds * 1e9)));
    }

    private static String rate(double rate) {
        return Double.isNaN(rate) ? "n/a" : Figures.percent(rate);
    }

    private Html modelLink(String model) {
        if (!linked) {
            return Element.of("span", model.isEmpty() ? "(no model)" : model).classed("name");
        }
        String address = "/runs?" + query.with(RunColumn.MODEL, List.of(model)).toQueryString();
        return Element.of("a", model.isEmpty() ? "(no model)" : model)
                .classed("name")
                .set("href", address);
    }

    private static Element heading(String text) {
        return Element.of("th", text).set("scope", "col").classed("name");
    }

    private static Element row(String... headings) {
        Element row = Element.of("tr");
        List.of(headings).forEach(text -> row.add(heading(text)));
        return row;
    }

    private static Html chart(String kind, String title, Element table) {
        return Element.of(
                        "figure",
                        Element.of("figcaption", Element.of("h2", title)),
                        Element.of("div")
                                .classed("plot")
                                .set("role", "img")
                                .set("aria-label", title + "; the table below has the numbers"),
                        Element.of(
                                "details",
                                Element.of("summary", "the numbers"),
                                Scrolled.of(title + ", the numbers", table.classed("lines"))))
                .classed("chart")
                .set("data-chart", kind);
    }

    private Element pareto() {
        Element body = Element.of("tbody");
        for (Leaderboard.ModelRow model : board.models()) {
            double cost = model.priced() > 0 ? model.cost() / model.priced() : Double.NaN;
            body.add(
                    Element.of(
                            "tr",
                            name(model.model()),
                            number(
                                    cost,
                                    Double.isNaN(cost) ? "unknown" : "$" + Figures.number(cost)),
                            number(model.passRate(), rate(model.passRate())),
                            end(model.interval().map(Interval::low)),
                            end(model.interval().map(Interval::high))));
        }
        return Element.of(
                "table",
                Element.of(
                        "thead", row("Model", "Cost of a run", "Passed", "95 % from", "95 % to")),
                body);
    }

    private static Html end(Optional<Double> rate) {
        return number(rate.orElse(Double.NaN), rate.map(Figures::percent).orElse("unknown"));
    }

    private Element shares() {
        Element body = Element.of("tbody");
        for (Leaderboard.ModelRow model : board.models()) {
            body.add(
                    Element.of(
                            "tr",
                            name(model.model()),
                            count(model.passed()),
                            count(
                                    model.runs()
                                            - model.passed()
                                            - model.failed()
                                            - model.unmeasured()),
                            count(model.failed()),
                            count(model.unmeasured())));
        }
        return Element.of(
                "table",
                Element.of("thead", row("Model", "Passed", "Not passed", "Failed", "Unmeasured")),
                body);
    }

    private Element past() {
        Element head = row("Evaluation", "Began");
        board.models().forEach(model -> head.add(heading(model.model())));
        Element body = Element.of("tbody");
        for (Leaderboard.Past past : board.past()) {
            Element row =
                    Element.of(
                            "tr",
                            name(past.evaluation()),
                            Element.of(
                                            "td",
                                            past.began().isEmpty()
                                                    ? Html.text("unknown")
                                                    : Element.of("time", past.began())
                                                            .set("datetime", past.began()))
                                    .set("data-value", past.began()));
            for (Leaderboard.ModelRow model : board.models()) {
                Map<String, Double> rates = past.rates();
                double rate = rates.getOrDefault(model.model(), Double.NaN);
                row.add(number(rate, Double.isNaN(rate) ? "–" : rate(rate)));
            }
            body.add(row);
        }
        return Element.of("table", Element.of("thead", head), body);
    }

    private static Html name(String text) {
        return Element.of("th", text.isEmpty() ? "(none)" : text)
                .set("scope", "row")
                .classed("name");
    }

    private static Html count(long count) {
        return number((double) count, Figures.count(count));
    }

    private static Html number(double value, String shown) {
        Element cell = Element.of("td", shown).classed("number");
        OptionalDouble known =
                Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        return known.isPresent() ? cell.set("data-value", String.valueOf(value)) : cell;
    }
}
