package dev.kbench.view.page;

import dev.kbench.chat.Message;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.run.ViewedRun;

/// Two runs side by side: what each came to, in which words their last answers differ, and what
/// each asserted.
final class PairPage {
    private static final int LONGEST = 200_000;

    private PairPage() {}

    static Html main(ViewedRun first, ViewedRun second) {
        String a = answer(first);
        String b = answer(second);
        Element main =
                Element.of(
                                "main",
                                Element.of("h1", first.task().name() + " " + first.label())
                                        .classed("name"),
                                Element.of("div", side(first), side(second)).classed("both"))
                        .set("id", "main")
                        .classed("flow wide");
        Element section =
                Element.of(
                        "section",
                        Element.of(
                                "h2",
                                "Last answers: struck out what only the first says, underlined what"
                                        + " only the second says"));
        if (a.length() > LONGEST || b.length() > LONGEST) {
            section.add(
                    Element.of("p", "They are too long to be laid beside each other here.")
                            .classed("soft"));
        } else {
            section.add(
                    Element.of("div")
                            .classed("said card")
                            .set("dir", "auto")
                            .addAll(Differences.of(a, b)));
        }
        return main.add(section);
    }

    private static String answer(ViewedRun run) {
        return run.chat().lastReply().map(Message::words).orElse("");
    }

    private static Html side(ViewedRun run) {
        LongTexts texts = new LongTexts("");
        Element side =
                Element.of(
                        "section",
                        Element.of(
                                "p",
                                Element.of("a", run.model().isEmpty() ? run.number() : run.model())
                                        .classed("name")
                                        .set("href", "/run/" + run.id().text()),
                                Html.text(" "),
                                RunFacts.badge(run)),
                        RunFacts.of(run));
        if (!run.value().isEmpty()) {
            side.add(texts.code(run.value()));
        }
        return run.assertions().isEmpty()
                ? side
                : side.add(new RunChecks(texts).table(run.assertions()));
    }
}
