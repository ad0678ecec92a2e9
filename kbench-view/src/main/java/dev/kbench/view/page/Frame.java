package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.web.Answer;
import dev.kbench.view.web.Assets;

import java.util.List;

/// What all pages have in common: the bar, the scripts, the list of keys. Immutable.
final class Frame {
    private static final List<Place> PLACES =
            List.of(
                    new Place("Runs", "/runs"),
                    new Place("Leaderboard", "/leaderboard"),
                    new Place("Compare", "/compare"),
                    new Place("Live", "/live"));

    private final Assets assets;

    /// A page of the bar.
    private record Place(String name, String path) {}

    Frame(Assets assets) {
        this.assets = assets;
    }

    /// A page.
    ///
    /// @param title its title
    /// @param path the path of its entry in the bar; empty for none
    /// @param main its `main`, with the id `main`
    /// @param fixed whether it fills the window, and its parts scroll
    /// @param scripts its script, if it has one beside the common one, and what that one imports:
    ///   the browser fetches all at once, and need not read one to know of the next
    Answer page(String title, String path, Html main, boolean fixed, String... scripts) {
        Element head =
                Element.of(
                        "head",
                        Element.of("meta").set("charset", "utf-8"),
                        Element.of("meta")
                                .set("name", "viewport")
                                .set("content", "width=device-width, initial-scale=1"),
                        Element.of("title", title + " · kbench"),
                        Element.of("link").set("rel", "icon").set("href", assets.path("icon.svg")),
                        Element.of("link")
                                .set("rel", "stylesheet")
                                .set("href", assets.path("view.css")),
                        Element.of("script").set("src", assets.path("theme.js")),
                        script("view.js"));
        for (int i = 0; i < scripts.length; i++) {
            head.add(i == 0 ? script(scripts[i]) : imported(scripts[i]));
        }
        Element body =
                Element.of(
                        "body",
                        Element.of("a", "to the content").classed("skip").set("href", "#main"),
                        bar(path),
                        main,
                        Element.of("div")
                                .set("id", "announcements")
                                .classed("hidden-words")
                                .set("role", "status"),
                        keys());
        if (fixed) {
            body.classed("fixed");
        }
        return Answer.html(
                "<!doctype html>\n"
                        + Element.of("html", head, body).set("lang", "en").written()
                        + "\n");
    }

    private Html script(String name) {
        return Element.of("script").set("type", "module").set("src", assets.path(name));
    }

    private Html imported(String name) {
        return Element.of("link").set("rel", "modulepreload").set("href", assets.path(name));
    }

    private static Html bar(String path) {
        Element nav = Element.of("nav").set("aria-label", "pages");
        for (Place place : PLACES) {
            Element link = Element.of("a", place.name()).set("href", place.path());
            nav.add(place.path().equals(path) ? link.set("aria-current", "page") : link);
        }
        return Element.of(
                        "header",
                        Element.of("span", "kbench").classed("brand"),
                        nav,
                        Element.of(
                                        "span",
                                        Element.of("button", "◐")
                                                .set("type", "button")
                                                .set("id", "switch-theme")
                                                .set("title", "dark or light (T)")
                                                .set("aria-label", "dark or light"),
                                        Element.of("button", "?")
                                                .set("type", "button")
                                                .set("id", "show-keys")
                                                .set("title", "keys (?)")
                                                .set("aria-label", "show the keys"))
                                .classed("end"))
                .classed("bar");
    }

    private static Html keys() {
        return Element.of(
                        "dialog",
                        Element.of("h2", "Keys").set("id", "keys-title"),
                        Element.of("dl").set("id", "key-list"),
                        Element.of("form", Element.of("button", "Close").set("type", "submit"))
                                .set("method", "dialog")
                                .classed("foot"))
                .set("id", "keys")
                .set("aria-labelledby", "keys-title");
    }
}
