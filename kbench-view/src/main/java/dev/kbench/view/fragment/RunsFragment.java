package dev.kbench.view.fragment;

import dev.kbench.key.ModelRef;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.Tally;
import dev.kbench.store.Redaction;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.LongTexts;
import dev.kbench.view.page.RunFacts;
import dev.kbench.view.run.ViewedRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs: what they came to, for each model, and the first of them.
///
/// @param redaction what is not shown
record RunsFragment(Redaction redaction) {
    private static final int LISTED = 20;

    /// How much of one text is shown, in characters.
    private static final int CELL = 300;

    Html of(Runs<?> runs) {
        List<Html> pieces = new ArrayList<>();
        pieces.add(
                Fragments.title(
                        Element.of("strong", runs.isEmpty() ? "no runs" : name(runs.get(0)))
                                .classed("name"),
                        Fragments.soft(TableFragment.part(runs.size(), Integer.MAX_VALUE, "run"))));
        if (!runs.isEmpty()) {
            pieces.add(models(runs));
            pieces.add(reasons(runs));
            pieces.add(listed(runs));
        }
        return Html.of(pieces);
    }

    private static String name(Run<?> run) {
        return run.task().name();
    }

    private Html models(Runs<?> runs) {
        Element body = Element.of("tbody");
        Map<ModelRef, ? extends Runs<?>> byModel = runs.byModel();
        byModel.forEach((model, its) -> body.add(figures(model.id(), its)));
        if (byModel.size() != 1) {
            body.add(figures("all", runs));
        }
        return table(
                List.of("Model", "Pass rate", "Completed", "Failed", "Unmeasured", "Not run"),
                body);
    }

    private Html figures(String name, Runs<?> runs) {
        Tally tally = runs.tally();
        Element line = Element.of("tr", Element.of("th", name).classed("name").set("scope", "row"));
        line.add(Element.of("td", rate(runs)).classed("number"));
        for (long count :
                List.of(tally.completed(), tally.failed(), tally.unmeasured(), tally.notRun())) {
            line.add(Element.of("td", Figures.count(count)).classed("number"));
        }
        return line;
    }

    private static String rate(Runs<?> runs) {
        double rate = runs.passRate().value();
        if (Double.isNaN(rate)) {
            return "not measured";
        }
        String interval =
                runs.passRate()
                        .precision()
                        .map(one -> Figures.interval(one.interval95()))
                        .orElse("");
        return Figures.percent(rate) + interval;
    }

    /// Why runs did not complete, where some did not.
    private static Html reasons(Runs<?> runs) {
        String reasons =
                runs.outcomes().entrySet().stream()
                        .filter(one -> !one.getKey().equals("completed"))
                        .map(
                                one ->
                                        "%s %s"
                                                .formatted(
                                                        Figures.count(one.getValue()),
                                                        Figures.words(one.getKey())))
                        .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? Html.none() : Element.of("p", reasons).classed("soft small");
    }

    private Html listed(Runs<?> runs) {
        Element body = Element.of("tbody");
        for (int i = 0; i < Math.min(LISTED, runs.size()); i++) {
            body.add(line(ViewedRun.of(runs.get(i), redaction)));
        }
        Element summary = Element.of("summary", TableFragment.part(runs.size(), LISTED, "run"));
        return Element.of(
                "details",
                summary,
                table(List.of("Run", "Row", "Model", "Outcome", "Result"), body));
    }

    private static Html line(ViewedRun run) {
        LongTexts texts = LongTexts.alone(CELL);
        Element outcome = Element.of("td", RunFacts.badge(run));
        if (!run.failure().message().isEmpty()) {
            outcome.add(texts.said(run.failure().message()));
        }
        return Element.of(
                "tr",
                Element.of("td", run.number()).classed("name"),
                Element.of("td", texts.said(run.label())),
                Element.of("td", run.model()).classed("name"),
                outcome,
                Element.of("td", texts.said(run.value())));
    }

    private static Html table(List<String> names, Element body) {
        Element head = Element.of("tr");
        names.forEach(name -> head.add(Element.of("th", name).set("scope", "col")));
        return Element.of(
                        "div",
                        Element.of("table", Element.of("thead", head), body).classed("lines"))
                .classed("scroll");
    }
}
