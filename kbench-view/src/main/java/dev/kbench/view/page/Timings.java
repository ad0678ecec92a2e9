package dev.kbench.view.page;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.event.CallRetry;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.run.ViewedRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The calls of a run as bars, where they began, and the runs inside it. Requests that came to
/// nothing, and the waits after them, stand before the answer that came in the end. Where it is not
/// known when a call began, as of files, it stands behind the one before.
final class Timings {
    private final List<Bar> bars = new ArrayList<>();
    private final double total;
    private double at;
    private boolean guessed;

    /// A stretch of time, in seconds from the run's begin.
    private record Bar(String name, String kind, double from, double length) {}

    private Timings(ViewedRun run) {
        calls(run.chat());
        for (ViewedRun inner : run.subruns()) {
            double from =
                    run.start().isPresent() && inner.start().isPresent()
                            ? seconds(Duration.between(run.start().get(), inner.start().get()))
                            : 0;
            bars.add(
                    new Bar(
                            "run of " + inner.task().name(),
                            "run-bar",
                            Math.max(0, from),
                            inner.duration().map(Timings::seconds).orElse(0.0)));
        }
        double last = bars.stream().mapToDouble(bar -> bar.from() + bar.length()).max().orElse(0);
        total = Math.max(last, run.duration().map(Timings::seconds).orElse(0.0));
    }

    /// A table of bars; nothing where no time is known.
    ///
    /// @param outermost whether the page is about the run, and not about one around it
    static Html of(ViewedRun run, boolean outermost) {
        Timings timings = new Timings(run);
        return timings.bars.isEmpty() || timings.total <= 0
                ? Html.none()
                : timings.table(outermost);
    }

    private void calls(Chat chat) {
        for (ChatItem item : chat.items()) {
            switch (item) {
                case Chat inner -> calls(inner);
                case Message message -> call(message);
            }
        }
    }

    private void call(Message message) {
        ReplyDetails details = message.details();
        double before = 0;
        for (CallRetry retry : details.retries()) {
            before += seconds(retry.took()) + seconds(retry.pause());
        }
        if (details.began().isPresent()) {
            at = Math.max(0, seconds(details.began().get()) - before);
        } else if (before > 0 || !details.duration().isZero()) {
            guessed = true;
        }
        for (CallRetry retry : details.retries()) {
            add(
                    "request that came to nothing: " + Figures.words(retry.trouble()),
                    "retry-bar",
                    retry.took());
            add("wait", "pause-bar", retry.pause());
        }
        if (!details.duration().isZero()) {
            add("answer of " + message.sender().name(), "call-bar", details.duration());
        }
    }

    private void add(String name, String kind, Duration length) {
        double seconds = seconds(length);
        bars.add(new Bar(name, kind, at, seconds));
        at += seconds;
    }

    private Html table(boolean outermost) {
        Element body = Element.of("tbody");
        for (Bar bar : bars) {
            body.add(
                    Element.of(
                            "tr",
                            Element.of("td", bar.name()).classed("name"),
                            Element.of(
                                            "td",
                                            Figures.duration(
                                                    Duration.ofNanos((long) (bar.length() * 1e9))))
                                    .classed("number"),
                            Element.of("td", drawn(bar)).classed("track")));
        }
        Element heading = Element.of("h2", "Timings");
        return Element.of(
                "section",
                outermost ? heading.set("id", "timings") : heading,
                Element.of("table", body).classed("waterfall"),
                guessed
                        ? Element.of(
                                        "p",
                                        "Answers of which it is not known when they began stand"
                                                + " behind the one before.")
                                .classed("soft small")
                        : Html.none());
    }

    private Html drawn(Bar bar) {
        return Element.of(
                        "svg",
                        Element.of("rect")
                                .classed(bar.kind())
                                .set("x", share(bar.from()))
                                .set("y", "2")
                                .set("width", share(Math.max(bar.length(), total * 0.002)))
                                .set("height", "10"))
                .set("aria-hidden", "true");
    }

    private String share(double seconds) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * seconds / total);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
