package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import java.util.List;

/// The table of runs, as the script fills it: every part is in its place from the beginning, so
/// that nothing moves when the runs come.
final class RunsPage {
    private RunsPage() {}

    /// @param lines the runs in sight, as {@link RunsData#lines} answers for them; empty to have
    ///   the script ask
    static Html main(String lines) {
        Element heading = Element.of("h1", "Runs").classed("hidden-words");
        return Element.of("main", heading, facets(), findings(lines), columns())
                .set("id", "main")
                .classed("workbench");
    }

    private static Html facets() {
        Element lists = Element.of("div").classed("lists");
        picks(lists, "Outcome", "outcome");
        picks(lists, "Reason", "reason");
        picks(lists, "Task", "task");
        picks(lists, "Model", "model");
        picks(lists, "Evaluation", "evaluation");
        Element form = Element.of("div");
        form.add(
                Element.of(
                        "fieldset",
                        Element.of("legend", "Numbers, such as 0.5..1"),
                        Element.of(
                                        "div",
                                        range("score", "score"),
                                        range("duration", "seconds"),
                                        range("cost", "dollars"))
                                .classed("three")));
        form.add(
                Element.of(
                        "fieldset",
                        Element.of("legend", "A parameter"),
                        Element.of(
                                        "form",
                                        Element.of("select")
                                                .set("id", "param-names")
                                                .set("aria-label", "parameter"),
                                        input("text", "param-value", "text, or 1..10"),
                                        button("add", "Add").set("type", "submit"))
                                .classed("pair")
                                .set("id", "param-form")));
        return Element.of("details", Element.of("summary", "Filters"), lists, form)
                .set("open", "")
                .classed("facets fresh")
                .set("aria-label", "filters");
    }

    private static void picks(Element form, String title, String name) {
        form.add(
                Element.of(
                                "fieldset",
                                Element.of("legend", title),
                                Element.of("div").classed("list").set("id", "facet-" + name))
                        .flag("hidden", !name.equals("outcome")));
    }

    private static Html range(String name, String unit) {
        return input("text", "range-" + name, unit).set("inputmode", "decimal");
    }

    private static Element input(String type, String id, String words) {
        return Element.of("input")
                .set("type", type)
                .set("id", id)
                .set("placeholder", words)
                .set("aria-label", words)
                .set("autocomplete", "off")
                .set("spellcheck", "false");
    }

    private static Element button(String id, String words) {
        return Element.of("button", words).set("type", "button").set("id", id);
    }

    private static Html findings(String lines) {
        Element search =
                Element.of(
                                "form",
                                input(
                                                "search",
                                                "text",
                                                "words in parameters, answers, transcripts ( / )")
                                        .classed("grow"),
                                button("find", "Find").set("type", "submit"),
                                Element.of("select")
                                        .set("id", "group")
                                        .set("aria-label", "group by"),
                                button("choose-columns", "Columns"),
                                button("clear", "Clear"))
                        .set("id", "search")
                        .set("role", "search")
                        .classed("tools");
        return Element.of(
                        "div",
                        search,
                        Element.of("div").set("id", "chips").classed("chips"),
                        Element.of("p")
                                .set("id", "trouble")
                                .classed("notice bad")
                                .set("role", "alert")
                                .set("hidden", ""),
                        Element.of("p").set("id", "nothing").set("hidden", "").classed("soft"),
                        groups(),
                        grid(lines),
                        Element.of(
                                        "div",
                                        Element.of("span").set("id", "found"),
                                        Element.of("span").set("id", "place"))
                                .classed("status"))
                .classed("findings");
    }

    private static Html grid(String lines) {
        return Element.of(
                        "div",
                        Element.of(
                                        "div",
                                        Element.of("div")
                                                .set("id", "head")
                                                .set("role", "row")
                                                .set("aria-rowindex", "1")
                                                .classed("head"),
                                        Element.of("div")
                                                .set("id", "rows")
                                                .set("role", "rowgroup")
                                                .classed("rows"))
                                .set("id", "sheet")
                                .set("role", "presentation")
                                .classed("sheet"))
                .set("id", "grid")
                .set("role", "grid")
                .set("aria-label", "runs")
                .set("tabindex", "0")
                .set("data-lines", lines)
                .classed("grid");
    }

    private static Html groups() {
        Element head = Element.of("tr");
        for (String name : List.of("Value", "Runs", "Passed", "Failed", "Unmeasured")) {
            head.add(Element.of("th", name).set("scope", "col"));
        }
        return Element.of(
                        "section",
                        Element.of("table", Element.of("thead", head), Element.of("tbody")))
                .set("id", "groups")
                .set("aria-label", "groups")
                .set("hidden", "")
                .classed("groups");
    }

    private static Html columns() {
        return Element.of(
                        "dialog",
                        Element.of("h2", "Columns").set("id", "columns-title"),
                        input("search", "column-filter", "part of a name"),
                        Element.of("div").set("id", "column-list").classed("list"),
                        Element.of(
                                        "form",
                                        button("all-columns", "All"),
                                        button("first-columns", "As at first"),
                                        Element.of("button", "Close")
                                                .set("type", "submit")
                                                .classed("main"))
                                .set("method", "dialog")
                                .classed("foot"))
                .set("id", "columns")
                .set("aria-labelledby", "columns-title");
    }
}
