package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.web.Token;

/// What goes on now, as the script fills it from the server's events.
final class LivePage {
    private LivePage() {}

    /// The page's content.
    ///
    /// @param action the token that a request to stop carries
    static Html main(Token action) {
        return Element.of(
                        "main",
                        Element.of(
                                        "div",
                                        Element.of("h1", "Live"),
                                        Element.of("span", "connecting …")
                                                .set("id", "connection")
                                                .set("role", "status")
                                                .classed("soft"))
                                .classed("title"),
                        Element.of("div").set("id", "evaluations").classed("talk"),
                        // hidden until it is known what stands above it
                        Element.of(
                                        "section",
                                        Element.of("h2", "What did not pass, the latest first"),
                                        Element.of("ol")
                                                .set("id", "feed")
                                                .set("tabindex", "0")
                                                .set(
                                                        "aria-label",
                                                        "what did not pass, the latest first")
                                                .classed("feed"))
                                .set("id", "latest")
                                .flag("hidden", true))
                .set("id", "main")
                .set("data-action", action.text())
                .classed("flow");
    }
}
