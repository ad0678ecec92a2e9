package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/// The texts of a live conversation: a run's head, its messages, and at its end its assertions,
/// what it used, and what came of it. Runs and chats inside others are set in.
///
/// One thread at a time.
final class ConsoleText {
    private static final int WIDEST = 120;
    private static final int LEAST = 10;

    private final Terminal terminal;
    private final ModelNames names;
    private final int columns;
    private final Speakers speakers = new Speakers();
    private final Map<String, String> rooms = new HashMap<>(); // whose room spoke last, by the run

    ConsoleText(Terminal terminal, ModelNames names) {
        this.names = names;
        this.terminal = terminal;
        this.columns = Math.min(WIDEST, Math.max(LEAST, terminal.columns()));
    }

    List<String> start(RunEvent.RunStarted run) {
        List<String> lines = new ArrayList<>();
        String indent = indent(run.depth());
        String rule = rule(run.depth());
        String model =
                run.model().isEmpty()
                        ? ""
                        : " " + terminal.glyphs().dot() + " " + names.of(run.model());
        lines.add(rule);
        String title =
                "%s: %s: %s%s"
                        .formatted(
                                run.depth() == 0 ? "TASK" : "SUBTASK",
                                run.task(),
                                run.number(),
                                model);
        wrap(SafeText.line(title, 4 * columns), indent)
                .forEach(line -> lines.add(terminal.styled(Style.BOLD, line)));
        lines.add(rule);
        return lines;
    }

    List<String> message(RunEvent.MessageAdded message, Floor floor) {
        List<String> lines = new ArrayList<>();
        String indent = indent(floor.depth() + 1 + Math.max(0, message.chatDepth()));
        boolean goesOn = message.chat().equals(rooms.get(message.run()));
        if (!goesOn) {
            lines.add("");
            if (message.chatDepth() > 0) {
                lines.addAll(
                        dim(wrap("[CHAT: " + SafeText.line(message.chatName(), 60) + "]", indent)));
            }
        }
        if (message.order() >= 0) {
            rooms.put(message.run(), message.chat());
            addSaid(lines, message, indent);
            return lines;
        }
        rooms.remove(message.run());
        boolean said = message.role().equals("user") || message.role().equals("assistant");
        for (String line : wrap(head(message), indent)) {
            lines.add(terminal.styled(said ? Style.CYAN : Style.DIM, line));
        }
        for (String line : SafeText.block(message.text()).split("\n", -1)) {
            lines.addAll(wrap(line, indent));
        }
        return lines;
    }

    /// A room's messages follow each other as in a play, each behind its sender's name.
    private void addSaid(List<String> lines, RunEvent.MessageAdded message, String indent) {
        String sender = SafeText.line(message.sender(), 60);
        String avatar = SafeText.line(message.avatar(), 8);
        boolean showsAvatar = !avatar.isEmpty() && terminal.glyphs().equals(Glyphs.UNICODE);
        String whom =
                message.open()
                        ? ""
                        : message.listeners().isEmpty()
                                ? " (to nobody)"
                                : " (only to %s)"
                                        .formatted(
                                                SafeText.line(
                                                        String.join(", ", message.listeners()),
                                                        200));
        String head = (showsAvatar ? avatar + " " : "") + sender + whom + ":";
        Style style = speakers.of(sender);
        boolean first = true;
        for (String part : SafeText.block(head + " " + message.text()).split("\n", -1)) {
            for (String line : TextWidth.wrap(part, room(indent + "  "))) {
                String set =
                        !first
                                ? "  " + line
                                : line.startsWith(head)
                                        ? terminal.styled(style, head)
                                                + line.substring(head.length())
                                        : terminal.styled(style, line);
                lines.add((indent + set).stripTrailing());
                first = false;
            }
        }
    }

    /// A request to a model that came to nothing.
    List<String> sentAgain(RunEvent.CallRetried call, Floor floor) {
        return dim(
                wrap(
                        "%s gave no answer (%s); asked again after %s"
                                .formatted(
                                        names.of(call.model()),
                                        SentAgain.why(call.retry()),
                                        Figures.duration(call.retry().pause())),
                        indent(floor.depth() + 1)));
    }

    /// An answer that was not exactly what was asked for.
    List<String> repaired(RunEvent.AnswerRepaired answer, Floor floor) {
        String whose =
                answer.listeners().isEmpty()
                        ? ""
                        : " of " + SafeText.line(String.join(", ", answer.listeners()), 60);
        String repairs = SafeText.line(String.join("; ", answer.repairs()), 4 * columns);
        return dim(
                wrap(
                        "(answer%s read with repairs: %s)".formatted(whose, repairs),
                        indent(floor.depth() + 1)));
    }

    private static String head(RunEvent.MessageAdded message) {
        String sender = SafeText.line(message.sender(), 60);
        String hidden = message.visible() ? "" : " (not shown to models)";
        return switch (message.role()) {
                    case "user" -> "[PROMPT]";
                    case "assistant" -> "[RESPONSE: " + sender + "]";
                    case "system" -> "[SYSTEM]";
                    case "tool" -> "[TOOL: " + sender + "]";
                    default -> "[" + sender + "]";
                }
                + hidden;
    }

    List<String> end(RunEvent.RunFinished run, List<AssertionResult> assertions) {
        List<String> lines = new ArrayList<>();
        rooms.remove(run.run());
        String indent = indent(run.depth());
        if (!assertions.isEmpty()) {
            lines.add("");
            assertions.forEach(assertion -> addAssertion(lines, assertion, indent));
        }
        lines.add("");
        String metrics = metrics(run.usage());
        if (!metrics.isEmpty()) {
            lines.addAll(wrap("METRICS: " + metrics, indent));
        }
        if (run.outcome().equals("completed")) {
            String result = run.result().isEmpty() ? "none" : run.result();
            lines.addAll(wrap("RESULT: " + SafeText.line(result, 10 * columns), indent));
        } else {
            String error =
                    "%s %s: %s"
                            .formatted(
                                    run.outcome().toUpperCase(Locale.ROOT),
                                    run.reason(),
                                    SafeText.line(run.error(), 10 * columns));
            Style style = run.outcome().equals("failed") ? Style.RED : Style.YELLOW;
            wrap(error, indent).forEach(line -> lines.add(terminal.styled(style, line)));
        }
        lines.add(rule(run.depth()));
        lines.add("");
        return lines;
    }

    List<String> retried(RunEvent.RunRetried run) {
        List<String> lines = new ArrayList<>();
        rooms.remove(run.run());
        String error =
                "ATTEMPT %d %s: %s; the next one in %s"
                        .formatted(
                                run.attempt(),
                                run.reason(),
                                SafeText.line(run.error(), 10 * columns),
                                Figures.duration(run.delay()));
        lines.add("");
        wrap(error, indent(run.depth()))
                .forEach(line -> lines.add(terminal.styled(Style.YELLOW, line)));
        lines.add(rule(run.depth()));
        lines.add("");
        return lines;
    }

    private void addAssertion(List<String> lines, AssertionResult assertion, String indent) {
        String mark = assertion.passed() ? terminal.glyphs().passed() : terminal.glyphs().failed();
        String where = assertion.line() > 0 ? " (line " + assertion.line() + ")" : "";
        String text =
                SafeText.line(assertion.type(), 60)
                        + ": "
                        + SafeText.line(assertion.expectation(), 10 * columns)
                        + where;
        List<String> parts = TextWidth.wrap(text, room(indent + "  "));
        for (int i = 0; i < parts.size(); i++) {
            lines.add(
                    indent
                            + (i == 0
                                    ? terminal.styled(
                                                    assertion.passed() ? Style.GREEN : Style.RED,
                                                    mark)
                                            + " "
                                    : "  ")
                            + parts.get(i));
        }
        for (String detail : assertion.details()) {
            lines.addAll(wrap(SafeText.line(detail, 10 * columns), indent + "    "));
        }
    }

    /// What a run used; what is not known is left out.
    private String metrics(Usage usage) {
        List<String> parts = new ArrayList<>();
        add(parts, "Input: %,d", usage.inputTokens());
        add(parts, "Output: %,d", usage.outputTokens());
        if (usage.costNanodollars().isPresent()) {
            parts.add(
                    String.format(
                            Locale.ROOT, "Cost: $%.6f", usage.costNanodollars().getAsLong() / 1e9));
        }
        add(parts, "Latency: %,dms", usage.backendLatencyMs());
        return String.join(" " + terminal.glyphs().dot() + " ", parts);
    }

    private static void add(List<String> parts, String format, OptionalLong figure) {
        if (figure.isPresent()) {
            parts.add(String.format(Locale.ROOT, format, figure.getAsLong()));
        }
    }

    private List<String> dim(List<String> texts) {
        return texts.stream().map(text -> terminal.styled(Style.DIM, text)).toList();
    }

    private List<String> wrap(String text, String indent) {
        return TextWidth.wrap(text, room(indent)).stream()
                .map(line -> (indent + line).stripTrailing())
                .toList();
    }

    private int room(String indent) {
        return Math.max(LEAST / 2, columns - indent.length());
    }

    /// Two spaces for each level, as long as half of the width stays.
    private String indent(int depth) {
        return "  ".repeat(Math.min(depth, columns / 4));
    }

    private String rule(int depth) {
        String indent = indent(depth);
        String sign = depth == 0 ? "=" : "-";
        return terminal.styled(Style.DIM, indent + sign.repeat(columns - indent.length()));
    }
}
