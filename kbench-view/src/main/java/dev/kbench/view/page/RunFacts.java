package dev.kbench.view.page;

import dev.kbench.event.Usage;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.run.ViewedRun;

import java.util.OptionalLong;

/// What a run is and came to, in figures.
public final class RunFacts {
    private RunFacts() {}

    /// How it ended, in a word and a mark: no colour is needed to tell it.
    ///
    /// @param run the run
    /// @return a badge
    public static Element badge(ViewedRun run) {
        return badge(run.outcome(), run.reason(), run.passed());
    }

    static Element badge(String outcome, String reason, boolean passed) {
        boolean completed = outcome.equals("completed");
        String kind =
                completed ? passed ? "good" : "bad" : outcome.equals("failed") ? "bad" : "open";
        String mark = kind.equals("good") ? "✓ " : kind.equals("bad") ? "✗ " : "! ";
        String words =
                completed
                        ? passed ? "passed" : "not passed"
                        : reason.isEmpty()
                                ? outcome
                                : "%s: %s".formatted(outcome, Figures.words(reason));
        return Element.of("span", mark + words).classed("badge " + kind);
    }

    static Html of(ViewedRun run) {
        Element facts = Element.of("dl").classed("facts");
        fact(facts, "Task", version(run));
        fact(facts, "Model", run.model());
        fact(facts, "Evaluation", run.evaluation());
        fact(facts, "Row", run.label());
        fact(facts, "Run", run.number());
        if (run.trial() > 0) {
            fact(facts, "Trial", String.valueOf(run.trial()));
        }
        if (run.attempt() > 1) {
            fact(facts, "Attempt", String.valueOf(run.attempt()));
        }
        run.score().ifPresent(score -> fact(facts, "Score", Figures.number(score)));
        run.start().ifPresent(start -> fact(facts, "Began", Figures.moment(start)));
        run.duration().ifPresent(time -> fact(facts, "Took", Figures.duration(time)));
        usage(facts, run.usage());
        if (run.cached()) {
            fact(facts, "Read back", "an equal run that was made before stands in");
        }
        run.settings().forEach((name, value) -> fact(facts, name, value));
        return facts;
    }

    private static String version(ViewedRun run) {
        return run.task().version() > 0
                ? "%s, version %d".formatted(run.task().name(), run.task().version())
                : run.task().name();
    }

    private static void usage(Element facts, Usage usage) {
        tokens(facts, "Tokens in", usage.inputTokens(), "cached", usage.cachedTokens());
        tokens(facts, "Tokens out", usage.outputTokens(), "reasoning", usage.reasoningTokens());
        if (usage.costNanodollars().isPresent()) {
            String cost = Figures.dollars(usage.costNanodollars().getAsLong());
            fact(
                    facts,
                    "Cost",
                    usage.unpricedCalls().isPresent()
                            ? "%s, and %s calls of unknown cost"
                                    .formatted(
                                            cost, Figures.count(usage.unpricedCalls().getAsLong()))
                            : cost);
        }
        usage.timeToFirstToken()
                .ifPresent(time -> fact(facts, "First piece after", Figures.duration(time)));
    }

    private static void tokens(
            Element facts, String name, OptionalLong all, String part, OptionalLong ofThem) {
        if (all.isPresent()) {
            String text = Figures.count(all.getAsLong());
            fact(
                    facts,
                    name,
                    ofThem.orElse(0) > 0
                            ? "%s, %s of them %s"
                                    .formatted(text, Figures.count(ofThem.getAsLong()), part)
                            : text);
        }
    }

    /// What a call used, in a few words; empty where nothing is known.
    static String brief(Usage usage) {
        StringBuilder out = new StringBuilder();
        if (usage.inputTokens().isPresent() || usage.outputTokens().isPresent()) {
            out.append(known(usage.inputTokens()))
                    .append(" → ")
                    .append(known(usage.outputTokens()))
                    .append(" tokens");
        }
        if (usage.costNanodollars().isPresent()) {
            out.append(out.isEmpty() ? "" : " · ")
                    .append(Figures.dollars(usage.costNanodollars().getAsLong()));
        }
        return out.toString();
    }

    private static String known(OptionalLong tokens) {
        return tokens.isPresent() ? Figures.count(tokens.getAsLong()) : "?";
    }

    private static void fact(Element facts, String name, String value) {
        if (!value.isEmpty()) {
            fact(facts, name, Element.of("span", value).classed("name").set("dir", "auto"));
        }
    }

    private static void fact(Element facts, String name, Html value) {
        facts.add(Element.of("div", Element.of("dt", name), Element.of("dd", value)));
    }
}
