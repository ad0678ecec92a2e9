package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.html.Scrolled;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.run.RunId;

import java.util.List;

/// The attempts at a run that others followed.
final class EarlierAttempts {
    private EarlierAttempts() {}

    /// What stands above all that is shown of one.
    ///
    /// @param id its id, or that of a run inside it
    static Element notice(RunId id) {
        boolean itself = id.equals(id.counting().earlier(id.attempt()));
        return Element.of(
                        "p",
                        "This is %sattempt %d, which does not count: another attempt followed it."
                                .formatted(itself ? "" : "inside ", id.attempt()))
                .classed("notice");
    }

    /// When each was made, what it came to and took, with the address of its own page.
    ///
    /// @param query what stands behind each address, with its question mark; may be empty
    static Html table(List<RunLine> attempts, String query) {
        Element body = Element.of("tbody");
        for (RunLine one : attempts) {
            body.add(
                    Element.of(
                            "tr",
                            Element.of(
                                    "td",
                                    Element.of("a", "Attempt " + one.id().attempt())
                                            .set("href", "/run/" + one.id().text() + query)),
                            Element.of("td", one.start().map(Figures::moment).orElse(Html.none())),
                            Element.of("td", one.duration().map(Figures::duration).orElse("")),
                            Element.of(
                                    "td",
                                    RunFacts.badge(one.outcome(), one.reason(), one.passed())),
                            Element.of("td", RunFacts.brief(one.usage())),
                            Element.of("td", one.result()).classed("said").set("dir", "auto")));
        }
        Element head = Element.of("tr");
        for (String title : List.of("Attempt", "Began", "Took", "Came to", "Used", "Result")) {
            head.add(Element.of("th", title).set("scope", "col"));
        }
        return Scrolled.of(
                "earlier attempts",
                Element.of("table", Element.of("thead", head), body).classed("lines"));
    }
}
