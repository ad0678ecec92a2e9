package dev.kbench.view.report;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.html.Scrolled;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.LeaderboardPage;
import dev.kbench.view.page.LongTexts;
import dev.kbench.view.page.RunFacts;
import dev.kbench.view.page.RunPage;
import dev.kbench.view.page.Shelf;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.run.ViewedTask;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A report as one HTML file, which needs nothing beside it: it opens from a disk, can be sent, and
/// can be read without scripts, which only draw the charts.
///
/// What models wrote is cut, so that the file stays below 2 MB: the library that draws the charts
/// is 1 MB of it.
final class HtmlReport {
    /// How much of one text is shown, in characters.
    private static final int TEXT = 4_000;

    /// How much all conversations may take, in characters of markup.
    private static final int CONVERSATIONS = 500_000;

    private HtmlReport() {}

    /// Writes one.
    ///
    /// @param shelf where the runs are
    /// @param options what it is about
    /// @return the document
    static String of(Shelf shelf, ReportOptions options) {
        ReportContent content = ReportContent.of(shelf, options);
        Element main =
                Element.of(
                                "main",
                                Element.of("h1", options.title()).classed("name"),
                                Element.of(
                                        "p",
                                        Html.text(content.summary(options) + ". Made "),
                                        Figures.moment(
                                                options.made().truncatedTo(ChronoUnit.SECONDS)),
                                        Html.text(" by kbench.")))
                        .set("id", "main")
                        .classed("flow wide");
        main.add(section("Leaderboard", "leaderboard", LeaderboardPage.alone(content.board())));
        Shown shown = Shown.of(content);
        main.add(failing(content, shown));
        main.add(unmeasured(content, shown));
        main.add(conversations(content, shown));
        main.add(tasks(content));
        return Standalone.page(options.title(), main);
    }

    /// The conversations that have room.
    private record Shown(Html all, Set<RunId> ids, int without) {
        static Shown of(ReportContent content) {
            Element all = Element.of("div").classed("talk");
            List<ViewedRun> fitting = new ArrayList<>();
            int room = CONVERSATIONS;
            for (ViewedRun run : content.shown()) {
                Html card = card(run);
                int size = card.written().length();
                if (size <= room) {
                    room -= size;
                    all.add(card);
                    fitting.add(run);
                }
            }
            return new Shown(
                    all,
                    fitting.stream().map(ViewedRun::id).collect(Collectors.toUnmodifiableSet()),
                    content.shown().size() - fitting.size());
        }

        private static Html card(ViewedRun run) {
            String which = run.label().isEmpty() ? run.number() : run.label();
            return Element.of(
                            "details",
                            Element.of("summary", RunFacts.badge(run))
                                    .add(" ")
                                    .add(Element.of("strong", run.task().name()).classed("name"))
                                    .add(" ")
                                    .add(Element.of("span", run.model()).classed("soft name"))
                                    .add(" ")
                                    .add(Element.of("span", which).classed("soft name")),
                            // what leads into a closed element opens it
                            Element.of("div", RunPage.alone(run, TEXT, 0))
                                    .set("id", anchor(run.id()))
                                    .classed("inner"))
                    .classed("card");
        }
    }

    private static String anchor(RunId id) {
        return "run-" + id.text();
    }

    private static Html section(String title, String id, Html... content) {
        Element section = Element.of("section", Element.of("h2", title).set("id", id));
        for (Html piece : content) {
            section.add(piece);
        }
        return section;
    }

    private static Html failing(ReportContent content, Shown shown) {
        if (content.failing().total() == 0) {
            return section(
                    "Did not pass", "failing", Element.of("p", "Every measured run passed."));
        }
        return section(
                "Did not pass",
                "failing",
                lines("runs that did not pass", content.failing(), shown));
    }

    private static Html unmeasured(ReportContent content, Shown shown) {
        if (content.unmeasured().total() == 0) {
            return Html.none();
        }
        String reasons =
                content.reasons().entrySet().stream()
                        .filter(one -> !one.getKey().isEmpty())
                        .map(one -> "%s %s".formatted(Figures.count(one.getValue()), one.getKey()))
                        .collect(Collectors.joining(", "));
        return section(
                "Without a verdict",
                "unmeasured",
                Element.of(
                        "p",
                        "These count for nothing and against nobody"
                                + (reasons.isEmpty() ? "." : ": " + reasons + ".")),
                lines("runs without a verdict", content.unmeasured(), shown));
    }

    private static Html lines(String name, ReportContent.Listed listed, Shown shown) {
        Element body = Element.of("tbody");
        for (RunLine line : listed.lines()) {
            String which = line.label().isEmpty() ? line.number() : line.label();
            Html run =
                    shown.ids().contains(line.id())
                            ? Element.of("a", which.isEmpty() ? "run" : which)
                                    .set("href", "#" + anchor(line.id()))
                                    .classed("name")
                            : Element.of("span", which).classed("name");
            body.add(
                    Element.of(
                            "tr",
                            text(line.task()),
                            text(line.model()),
                            Element.of("td", run),
                            Element.of("td", ReportContent.cameTo(line)),
                            text(line.result()),
                            text(line.answer())));
        }
        Element head = Element.of("tr");
        for (String title : List.of("Task", "Model", "Row", "Came to", "Result", "Answer")) {
            head.add(Element.of("th", title).set("scope", "col"));
        }
        Element table = Element.of("table", Element.of("thead", head), body).classed("lines");
        return Html.of(
                List.of(
                        Element.of("p", told(listed.lines().size(), listed.total()))
                                .classed("soft small"),
                        Scrolled.of(name, table)));
    }

    private static Html text(String text) {
        return Element.of("td", Element.of("span", text).classed("said").set("dir", "auto"));
    }

    private static String told(long some, long all) {
        return some == all
                ? Figures.count(all) + (all == 1 ? " run." : " runs.")
                : "The first %s of %s runs; kbench view shows all."
                        .formatted(Figures.count(some), Figures.count(all));
    }

    private static Html conversations(ReportContent content, Shown shown) {
        if (content.shown().isEmpty() && content.missing().isEmpty()) {
            return Html.none();
        }
        Element section =
                Element.of("section", Element.of("h2", "Conversations").set("id", "runs"));
        section.add(
                Element.of(
                                "p",
                                "Texts of more than %s characters are cut, pictures are named; kbench view shows them whole."
                                        .formatted(Figures.count(TEXT)))
                        .classed("soft small"));
        if (shown.without() > 0) {
            section.add(
                    Element.of(
                                    "p",
                                    "%s of %s had no room in this file."
                                            .formatted(shown.without(), content.shown().size()))
                            .classed("notice"));
        }
        content.missing().forEach(why -> section.add(Element.of("p", why).classed("notice")));
        return section.add(shown.all());
    }

    private static Html tasks(ReportContent content) {
        LongTexts texts = LongTexts.alone(5 * TEXT);
        List<ViewedTask> told =
                content.tasks().stream()
                        .filter(
                                task ->
                                        !task.definition().isEmpty()
                                                || !task.description().isEmpty())
                        .toList();
        if (told.isEmpty()) {
            return Html.none();
        }
        Element all = Element.of("div").classed("talk");
        for (ViewedTask task : told) {
            Element card =
                    Element.of("details", Element.of("summary", task.name()).classed("name"))
                            .classed("card");
            if (!task.description().isEmpty()) {
                card.add(texts.said(task.description()));
            }
            if (!task.definition().isEmpty()) {
                card.add(texts.code(task.definition()));
            }
            all.add(card);
        }
        return section("Tasks", "tasks", all);
    }
}
