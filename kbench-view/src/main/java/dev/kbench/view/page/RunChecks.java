package dev.kbench.view.page;

import dev.kbench.event.AssertionResult;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.html.Scrolled;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a run asserted: those that did not hold first, each with what was expected beside what
/// came, and the user's line.
final class RunChecks {
    /// Values that say what was looked for; all others say what there was.
    private static final Set<String> EXPECTED = Set.of("expected", "pattern", "member");

    private final LongTexts texts;

    RunChecks(LongTexts texts) {
        this.texts = texts;
    }

    Html table(List<AssertionResult> assertions) {
        Element body = Element.of("tbody");
        assertions.stream().filter(one -> !one.passed()).map(this::row).forEach(body::add);
        assertions.stream().filter(AssertionResult::passed).map(this::row).forEach(body::add);
        Element head = Element.of("tr");
        head.add(heading("Held?").classed("mark"));
        List.of("What was expected", "Expected", "Actual").forEach(name -> head.add(heading(name)));
        head.add(heading("Where").classed("where"));
        return Scrolled.of(
                "assertions",
                Element.of("table", Element.of("thead", head), body).classed("lines checks"));
    }

    private static Element heading(String text) {
        return Element.of("th", text).set("scope", "col");
    }

    private Html row(AssertionResult one) {
        Element expectation = Element.of("td", texts.said(one.expectation()));
        if (!one.difference().isEmpty()) {
            expectation.add(Element.of("div", texts.said(one.difference())).classed("finding"));
        }
        Element where = Element.of("td");
        if (!one.source().isEmpty()) {
            where.add(texts.code(one.source()));
        }
        where.add(
                Element.of("span", one.line() > 0 ? "line " + one.line() : one.type())
                        .classed("soft small"));
        return Element.of(
                        "tr",
                        Element.of(
                                "td",
                                Element.of("span", one.passed() ? "✓ held" : "✗ failed")
                                        .classed("outcome " + (one.passed() ? "good" : "bad"))),
                        expectation,
                        values(one, true),
                        values(one, false),
                        where)
                .classed(one.passed() ? "passed" : "failed");
    }

    private Html values(AssertionResult one, boolean expected) {
        List<Html> values = new ArrayList<>();
        for (Map.Entry<String, String> value : one.values().entrySet()) {
            String name = value.getKey();
            if (EXPECTED.contains(name) == expected) {
                if (!name.equals("expected") && !name.equals("actual")) {
                    values.add(Element.of("div", name).classed("soft small"));
                }
                values.add(texts.code(value.getValue()));
            }
        }
        return Element.of("td").addAll(values);
    }
}
