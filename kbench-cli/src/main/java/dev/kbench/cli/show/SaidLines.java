package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.time.Duration;
import java.util.StringJoiner;

/// The texts of single lines that displays print.
final class SaidLines {
    /// The longest text of someone else's on one line, where the width does not matter.
    private static final int LONGEST = 400;

    private SaidLines() {}

    static String storeFailed(Terminal terminal, RunEvent.StoreFailed failed) {
        return terminal.styled(Style.RED, terminal.glyphs().failed() + " not stored")
                + ": "
                + SafeText.line(failed.message(), LONGEST);
    }

    static String notice(RunEvent.Notice notice) {
        return SafeText.line(notice.text(), LONGEST);
    }

    /// One ended run: its mark, what it is, and what came of it.
    static String run(Terminal terminal, ModelNames names, RunEvent.RunFinished run) {
        String head = run.passed() ? SafeText.line(run.number(), 20) : numbered(run);
        if (!run.model().isEmpty()) {
            head += " " + names.of(run.model());
        }
        String verdict =
                switch (run.outcome()) {
                    case "completed" -> run.passed() ? "passed" : "not passed";
                    default -> run.outcome() + " " + run.reason();
                };
        String text = head + " " + verdict + " " + Figures.duration(run.duration());
        String detail = run.outcome().equals("completed") ? result(run) : error(run);
        if (!detail.isEmpty()) {
            text += ": " + SafeText.line(detail, LONGEST);
        }
        return mark(terminal, run) + " " + TextWidth.cut(text, Math.max(1, terminal.columns() - 3));
    }

    /// A run's number and its row of data, such as `Run #3 (row 2, questions.csv:4)`.
    static String numbered(RunEvent.RunFinished run) {
        String number = SafeText.line(run.number(), 20);
        return run.row().isEmpty()
                ? number
                : "%s (%s)".formatted(number, SafeText.line(run.row(), 80));
    }

    /// What went wrong; where the task failed, with the user's line, such as `(Quiz.java:12)`.
    static String error(RunEvent.RunFinished run) {
        String error = SafeText.line(run.error(), LONGEST);
        return run.line().isEmpty() || !run.outcome().equals("failed")
                ? error
                : "%s (%s)".formatted(error, SafeText.line(run.line(), 80));
    }

    /// A result that says more than passed or not passed.
    private static String result(RunEvent.RunFinished run) {
        return run.result().equals("✅") || run.result().equals("❌") ? "" : run.result();
    }

    static String mark(Terminal terminal, RunEvent.RunFinished run) {
        Glyphs glyphs = terminal.glyphs();
        return switch (run.outcome()) {
            case "completed" ->
                    run.passed()
                            ? terminal.styled(Style.GREEN, glyphs.passed())
                            : terminal.styled(Style.RED, glyphs.failed());
            case "failed" -> terminal.styled(Style.RED, glyphs.failed());
            default -> terminal.styled(Style.YELLOW, glyphs.unmeasured());
        };
    }

    static String started(RunEvent.EvaluationStarted evaluation) {
        return "%s: %s, %s at a time"
                .formatted(
                        SafeText.line(evaluation.task(), 60),
                        Figures.counted(evaluation.total(), "run"),
                        Figures.count(evaluation.jobs()));
    }

    /// How far an effort is, for a pipe.
    static String under(Effort.State state) {
        StringJoiner text = new StringJoiner(", ");
        text.add(
                "%s: %s of %s"
                        .formatted(
                                SafeText.line(state.name(), 60),
                                Figures.count(state.ended()),
                                Figures.count(state.total())));
        counts(text, state);
        if (!state.budget().isEmpty()) {
            text.add(state.budget());
        }
        if (state.ended() > 0) {
            text.add(Figures.rate(state.perSecond()));
            text.add(ProgressLine.left(state) + " left");
        }
        return text.toString();
    }

    /// What an evaluation came to.
    static String ended(Effort.State state) {
        StringJoiner text = new StringJoiner(", ");
        counts(text, state);
        if (state.ended() < state.total()) {
            text.add(Figures.count(state.total() - state.ended()) + " not run");
        }
        return "%s: %s in %s: %s"
                .formatted(
                        SafeText.line(state.name(), 60),
                        Figures.counted(state.total(), "run"),
                        Figures.duration(Duration.ofNanos(state.nanos())),
                        text);
    }

    private static void counts(StringJoiner text, Effort.State state) {
        text.add(Figures.count(state.passed()) + " passed");
        add(text, state.notPassed(), "not passed");
        add(text, state.failed(), "failed");
        add(text, state.unmeasured(), "unmeasured");
        if (state.nested() > 0) {
            text.add(Figures.counted(state.nested(), "nested run"));
        }
    }

    private static void add(StringJoiner text, long count, String what) {
        if (count > 0) {
            text.add(Figures.count(count) + " " + what);
        }
    }
}
