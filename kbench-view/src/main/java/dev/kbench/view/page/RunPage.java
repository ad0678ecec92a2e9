package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.run.ViewedRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One run: what it is, what went wrong, what it asserted, what was said, what ran inside it, how
/// long each took, and the code at that version.
public final class RunPage {
    private final ViewedRun run;
    private final LongTexts texts;
    private final MediaPart media;

    /// Shows one.
    ///
    /// @param run the run
    /// @param texts numbers its long texts
    RunPage(ViewedRun run, LongTexts texts) {
        this(run, texts, new MediaPart("/run/%s/media/".formatted(run.id().text())));
    }

    private RunPage(ViewedRun run, LongTexts texts, MediaPart media) {
        this.run = run;
        this.texts = texts;
        this.media = media;
    }

    /// What a document shows of a run that stands alone: neither its code nor what links lead to.
    ///
    /// @param run the run
    /// @param most how much of a text is shown, in characters
    /// @param pictures how much of its pictures it brings along, in bytes; others are named
    /// @return the pieces
    public static Html alone(ViewedRun run, int most, long pictures) {
        List<Html> parts = new ArrayList<>();
        if (run.id().attempt() > 0) {
            parts.add(EarlierAttempts.notice(run.id()));
        }
        for (String trouble : run.troubles()) {
            parts.add(Element.of("p", trouble).classed("notice"));
        }
        parts.addAll(
                new RunPage(run, LongTexts.alone(most), MediaPart.alone(pictures))
                        .parts(run, false));
        return Html.of(parts);
    }

    /// The page's content.
    ///
    /// @param query the search that led here, without a question mark; may be empty
    /// @param end what is said where a search for the next failing run came to its end; may be
    ///   empty
    /// @param earlier the attempts at it that came before; mostly none
    Html main(String query, String end, List<RunLine> earlier) {
        Element main = Element.of("main").set("id", "main").classed("flow");
        main.add(title(query));
        if (!end.isEmpty()) {
            main.add(Element.of("p", end).classed("notice").set("role", "status"));
        }
        String rest = query.isEmpty() ? "" : "?" + query;
        if (run.id().attempt() > 0) {
            main.add(
                    EarlierAttempts.notice(run.id())
                            .add(" ")
                            .add(
                                    Element.of("a", "The run that counts")
                                            .set("id", "counting")
                                            .set(
                                                    "href",
                                                    "/run/" + run.id().counting().text() + rest)));
        }
        for (String trouble : run.troubles()) {
            main.add(Element.of("p", trouble).classed("notice"));
        }
        List<Html> parts = parts(run, true);
        if (!earlier.isEmpty()) {
            int behindTheFacts = 1;
            parts.add(
                    behindTheFacts,
                    section("Earlier attempts", "earlier", EarlierAttempts.table(earlier, rest)));
        }
        return main.addAll(parts);
    }

    private Html title(String query) {
        String rest = query.isEmpty() ? "" : "?" + query;
        String here = "/run/" + run.id().text();
        return Element.of(
                        "div",
                        Element.of("h1", run.task().name()).classed("name"),
                        RunFacts.badge(run),
                        Element.of("span", run.model()).classed("soft name"),
                        Element.of("span", run.label().isEmpty() ? run.number() : run.label())
                                .classed("soft name"),
                        Element.of(
                                        "span",
                                        link("up", here + "/up" + rest, "Up", "u"),
                                        link(
                                                "previous-failing",
                                                here + "/previous" + rest,
                                                "Previous failing",
                                                "p"),
                                        link(
                                                "next-failing",
                                                here + "/next" + rest,
                                                "Next failing",
                                                "n"))
                                .classed("end"))
                .classed("title");
    }

    private static Html link(String id, String address, String words, String key) {
        return Element.of("a", words + " ")
                .add(Element.of("kbd", key))
                .set("id", id)
                .set("href", address);
    }

    private List<Html> parts(ViewedRun one, boolean outermost) {
        List<Html> parts = new ArrayList<>();
        parts.add(RunFacts.of(one));
        if (!one.failure().type().isEmpty() || !one.failure().message().isEmpty()) {
            parts.add(failure(one));
        }
        if (!one.value().isEmpty()) {
            parts.add(section("Result", "", texts.code(one.value())));
        }
        if (!one.assertions().isEmpty()) {
            long held = one.assertions().stream().filter(each -> each.passed()).count();
            parts.add(
                    section(
                            "Assertions: %d of %d held".formatted(held, one.assertions().size()),
                            outermost ? "assertions" : "",
                            new RunChecks(texts).table(one.assertions())));
        }
        if (!one.params().isEmpty()) {
            parts.add(section("Parameters", "", params(one)));
        }
        if (!one.chat().items().isEmpty()) {
            parts.add(
                    section(
                            "Conversation",
                            outermost ? "conversation" : "",
                            new Conversation(texts, media).of(one.chat())));
        }
        if (!one.subruns().isEmpty()) {
            parts.add(section("Runs inside it", "", subruns(one)));
        }
        parts.add(Timings.of(one, outermost));
        if (outermost) {
            parts.add(section("Code of this version", "", code(one)));
        }
        if (outermost && !one.task().description().isEmpty()) {
            parts.add(section("What the task does", "", texts.said(one.task().description())));
        }
        if (outermost) {
            parts.add(Element.of("p", "From " + one.source()).classed("soft small name"));
        }
        return parts;
    }

    private Html code(ViewedRun one) {
        return one.task().definition().isEmpty()
                ? Element.of(
                                "p",
                                "It is not at hand: a journal has no sources. Where the task's file"
                                        + " (*.task.json) of the same version lies in the folder of"
                                        + " the run files, it is shown from there; the task is"
                                        + " stored unless it says storeTask = false.")
                        .classed("soft")
                : texts.code(one.task().definition());
    }

    private Html failure(ViewedRun one) {
        Element box =
                Element.of("section", Element.of("h2", one.failure().type()).classed("name"))
                        .classed("notice bad");
        box.add(texts.said(one.failure().message()));
        if (!one.failure().trace().isEmpty()) {
            box.add(
                    Element.of(
                            "details",
                            Element.of("summary", "stack trace"),
                            texts.code(one.failure().trace())));
        }
        return box;
    }

    private static Html section(String title, String id, Html content) {
        Element heading = Element.of("h2", title);
        if (!id.isEmpty()) {
            heading.set("id", id);
        }
        return Element.of("section", heading, content);
    }

    private Html params(ViewedRun one) {
        Element list = Element.of("dl").classed("params");
        for (Map.Entry<String, String> param : one.params().entrySet()) {
            list.add(Element.of("dt", param.getKey()).classed("name"));
            list.add(Element.of("dd", texts.said(param.getValue())));
        }
        return list;
    }

    private Html subruns(ViewedRun one) {
        Element all = Element.of("div").classed("talk");
        for (ViewedRun inner : one.subruns()) {
            all.add(
                    Element.of(
                                    "details",
                                    Element.of("summary", RunFacts.badge(inner))
                                            .add(" ")
                                            .add(inner.task().name())
                                            .add(" ")
                                            .add(Element.of("span", inner.model()).classed("soft")),
                                    Element.of("div").classed("inner").addAll(parts(inner, false)))
                            .classed("card"));
        }
        return all;
    }
}
