package dev.kbench.view.page;

import dev.kbench.run.stats.Estimate;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.html.Scrolled;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.web.Request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Two or more models, or evaluations, row by row: those first in which one passed and the other
/// did not.
final class ComparePage {
    static final int PAGE = 100;

    private final String by;
    private final List<String> with;
    private final SequencedMap<String, List<String>> query;

    /// Shows a comparison.
    ///
    /// @param by `model` or `evaluation`
    /// @param with the sides' values, in order
    /// @param query the conditions that hold for all sides
    ComparePage(String by, List<String> with, SequencedMap<String, List<String>> query) {
        this.by = by;
        this.with = with;
        this.query = query;
    }

    /// What can be chosen.
    ///
    /// @param models the models there are
    /// @param evaluations the evaluations there are
    Html choice(Map<String, Long> models, Map<String, Long> evaluations) {
        return Element.of("details", Element.of("summary", "Choose what to compare"))
                .flag("open", with.size() < 2)
                .classed("card")
                .add(
                        Element.of(
                                        "div",
                                        form("Models", "model", models),
                                        form("Evaluations", "evaluation", evaluations))
                                .classed("both"));
    }

    private Html form(String title, String column, Map<String, Long> values) {
        Element form =
                Element.of(
                                "form",
                                Element.of("h2", title),
                                Element.of("input")
                                        .set("type", "hidden")
                                        .set("name", "by")
                                        .set("value", column))
                        .set("action", "/compare")
                        .set("method", "get");
        query.forEach(
                (name, all) -> {
                    for (String value : all) {
                        if (!name.equals(column)) {
                            form.add(
                                    Element.of("input")
                                            .set("type", "hidden")
                                            .set("name", name)
                                            .set("value", value));
                        }
                    }
                });
        for (Map.Entry<String, Long> one : values.entrySet()) {
            form.add(
                    Element.of(
                            "div",
                            Element.of(
                                    "label",
                                    Element.of("input")
                                            .set("type", "checkbox")
                                            .set("name", "with")
                                            .set("value", one.getKey())
                                            .flag(
                                                    "checked",
                                                    by.equals(column)
                                                            && with.contains(one.getKey())),
                                    Html.text(" "),
                                    Element.of("span", one.getKey()).classed("name"),
                                    Element.of(
                                                    "span",
                                                    " " + Figures.count(one.getValue()) + " runs")
                                            .classed("soft small"))));
        }
        return form.add(Element.of("button", "Compare").set("type", "submit"));
    }

    Html main(Html choice, Optional<Comparison> comparison, long from) {
        Element main =
                Element.of("main", Element.of("h1", "Compare"), choice)
                        .set("id", "main")
                        .classed("flow wide");
        comparison.ifPresent(
                of -> {
                    main.add(counts(of));
                    main.add(rows(of, from));
                });
        return main;
    }

    private Html counts(Comparison comparison) {
        Element list = Element.of("dl").classed("facts");
        for (Comparison.Kind kind : Comparison.Kind.values()) {
            fact(list, kind.words, Figures.count(comparison.count(kind)));
        }
        fact(list, "rows that only the first has", Figures.count(comparison.alone().getFirst()));
        fact(list, "rows that only the second has", Figures.count(comparison.alone().getLast()));
        Estimate difference = comparison.difference();
        if (difference.rows() > 0) {
            fact(list, "second less first, passed", points(difference));
        }
        Element section =
                Element.of(
                        "section",
                        Element.of(
                                "p",
                                Element.of("strong", "First: "),
                                Element.of("span", with.get(0)).classed("name"),
                                Html.text(" · "),
                                Element.of("strong", "second: "),
                                Element.of("span", with.get(1)).classed("name")),
                        list);
        return comparison.cut()
                ? section.add(
                        Element.of(
                                        "p",
                                        "Only the first %s runs of each side are laid beside each other: narrow the search."
                                                .formatted(Figures.count(Comparison.MOST)))
                                .classed("notice"))
                : section;
    }

    private static String points(Estimate difference) {
        String value = String.format(Locale.ROOT, "%+.1f points", difference.value() * 100);
        return difference
                .precision()
                .map(
                        precision ->
                                String.format(
                                        Locale.ROOT,
                                        "%s (95 %% interval %+.1f to %+.1f)",
                                        value,
                                        precision.interval95().low() * 100,
                                        precision.interval95().high() * 100))
                .orElse(value);
    }

    private static void fact(Element list, String name, String value) {
        list.add(Element.of("div", Element.of("dt", name), Element.of("dd", value)));
    }

    private Html rows(Comparison comparison, long from) {
        Element head = Element.of("tr", heading("Row"), heading("What"));
        with.forEach(side -> head.add(heading(side)));
        head.add(heading("Answers of the first two"));
        Element body = Element.of("tbody");
        int end = (int) Math.min(comparison.rows().size(), from + PAGE);
        int start = (int) Math.min(from, end);
        List<String> names = comparison.names(start, end);
        for (int i = start; i < end; i++) {
            body.add(row(names.get(i - start), comparison.rows().get(i)));
        }
        Element section =
                Element.of(
                        "section",
                        Scrolled.of(
                                "rows side by side",
                                Element.of("table", Element.of("thead", head), body)
                                        .classed("lines")));
        Element pages = Element.of("p");
        if (from > 0) {
            pages.add(page("previous", "Previous rows", Math.max(0, from - PAGE)));
        }
        pages.add(
                " %s to %s of %s rows "
                        .formatted(
                                Figures.count(Math.min(from + 1, end)),
                                Figures.count(end),
                                Figures.count(comparison.rows().size())));
        if (end < comparison.rows().size()) {
            pages.add(page("next", "Next rows", end));
        }
        return section.add(pages);
    }

    private Html page(String rel, String words, long from) {
        SequencedMap<String, List<String>> all = new LinkedHashMap<>(query);
        all.put("by", List.of(by));
        all.put("with", with);
        all.put("from", List.of(String.valueOf(from)));
        return Element.of("a", words)
                .set("id", rel + "-rows")
                .set("rel", rel.equals("next") ? "next" : "prev")
                .set("href", "/compare?" + Request.written(all));
    }

    private static Element heading(String text) {
        return Element.of("th", text).set("scope", "col").classed("name");
    }

    private static Html row(String name, Comparison.Row row) {
        RunLine first = row.lines().get(0).orElseThrow();
        RunLine second = row.lines().get(1).orElseThrow();
        Element made =
                Element.of(
                        "tr",
                        Element.of("th", name).set("scope", "row").classed("name"),
                        Element.of("td", row.kind().words));
        for (Optional<RunLine> side : row.lines()) {
            made.add(side.map(ComparePage::side).orElse(Element.of("td", "–")));
        }
        List<Html> answers = new ArrayList<>(Differences.of(first.answer(), second.answer()));
        answers.add(
                Element.of("a", "both whole")
                        .classed("cut")
                        .set(
                                "href",
                                "/compare/pair?a=%s&b=%s"
                                        .formatted(first.id().text(), second.id().text())));
        return made.add(Element.of("td", Element.of("div").classed("said").addAll(answers)));
    }

    private static Element side(RunLine line) {
        boolean measured = line.outcome().equals("completed") || line.outcome().equals("failed");
        String kind = measured ? line.passed() ? "good" : "bad" : "open";
        String mark = measured ? line.passed() ? "✓ " : "✗ " : "! ";
        String words =
                line.score().isPresent()
                        ? Figures.number(line.score().getAsDouble())
                        : Figures.words(line.reason().isEmpty() ? line.outcome() : line.reason());
        return Element.of(
                "td",
                Element.of("a", mark + words)
                        .classed("outcome " + kind)
                        .set("href", "/run/" + line.id().text()));
    }
}
