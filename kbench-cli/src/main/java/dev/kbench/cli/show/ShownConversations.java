package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.store.ShownRun;
import dev.kbench.store.ShownRun.Said;
import dev.kbench.store.ShownRun.Talk;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A run file as a conversation to be read: who said what, in the order in which it was said, chats
/// inside others set in. A room's private channels stand where their words were said.
///
/// One thread.
public final class ShownConversations {
    private static final int WIDEST = 120;
    private static final int LEAST = 10;
    private static final int LONGEST = 4_000;

    private final Terminal terminal;
    private final int columns;
    private final Speakers speakers = new Speakers();
    private final List<String> lines = new ArrayList<>();

    /// For a terminal.
    ///
    /// @param terminal where it will be shown
    public ShownConversations(Terminal terminal) {
        this.terminal = terminal;
        this.columns = Math.min(WIDEST, Math.max(LEAST, terminal.columns()));
    }

    /// The lines of a run.
    ///
    /// @param run what its file says
    /// @return harmless lines
    public List<String> of(ShownRun run) {
        add(run, 0);
        return List.copyOf(lines);
    }

    private void add(ShownRun run, int depth) {
        String dot = " " + terminal.glyphs().dot() + " ";
        StringBuilder head = new StringBuilder(run.task().isEmpty() ? "a run" : run.task());
        Stream.of(run.model(), run.state(), duration(run).orElse(""))
                .filter(part -> !part.isEmpty())
                .forEach(part -> head.append(dot).append(part));
        text(head.toString(), depth, Style.BOLD);
        if (!run.result().isEmpty()) {
            text("result: " + run.result(), depth, Style.PLAIN);
        }
        if (!run.error().isEmpty()) {
            text("error: " + lastLine(run.error()), depth, Style.RED);
        }
        for (Talk talk : run.talks()) {
            if (talk.parent().isEmpty()) {
                talk(run, talk, depth);
            }
        }
        if (!run.checks().isEmpty()) {
            lines.add("");
            run.checks().forEach(check -> check(check, depth));
        }
        for (ShownRun subrun : run.subruns()) {
            lines.add("");
            add(subrun, depth + 1);
        }
    }

    private static Optional<Duration> elapsed(ShownRun run) {
        try {
            return Optional.of(
                    Duration.between(Instant.parse(run.start()), Instant.parse(run.end())));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> duration(ShownRun run) {
        return elapsed(run).filter(time -> !time.isNegative()).map(Figures::duration);
    }

    /// Python's traces end with what happened, Java's begin with it.
    private static String lastLine(String error) {
        List<String> all = error.lines().filter(line -> !line.isBlank()).toList();
        if (all.isEmpty()) {
            return "";
        }
        return all.getFirst().startsWith("Traceback") ? all.getLast() : all.getFirst();
    }

    private void talk(ShownRun run, Talk talk, int depth) {
        List<Talk> inside =
                run.talks().stream().filter(one -> one.parent().equals(talk.id())).toList();
        if (!talk.said().isEmpty() || !talk.parent().isEmpty()) {
            lines.add("");
            text(name(talk) + used(talk), depth, Style.BOLD);
        }
        List<Said> all = new ArrayList<>();
        all.addAll(talk.said());
        List<Talk> apart = new ArrayList<>();
        for (Talk one : inside) {
            if (isChannel(one)) {
                collect(run, one, all);
            } else {
                apart.add(one);
            }
        }
        if (all.size() > talk.said().size()) {
            all.sort(Comparator.comparingLong(Said::order));
        }
        all.forEach(said -> said(said, depth + 1));
        apart.forEach(one -> talk(run, one, depth + 1));
    }

    /// A channel's words have their places in its room's order.
    private static boolean isChannel(Talk talk) {
        return talk.said().stream().anyMatch(said -> !said.channel().isEmpty());
    }

    private static void collect(ShownRun run, Talk channel, List<Said> all) {
        all.addAll(channel.said());
        run.talks().stream()
                .filter(one -> one.parent().equals(channel.id()) && isChannel(one))
                .forEach(one -> collect(run, one, all));
    }

    private static String name(Talk talk) {
        return "[" + (talk.name().isEmpty() ? "chat" : talk.name()) + "]";
    }

    private static String used(Talk talk) {
        Usage usage = talk.usage();
        List<String> parts = new ArrayList<>();
        if (usage.inputTokens().isPresent() || usage.outputTokens().isPresent()) {
            parts.add(Figures.count(usage.inputTokens().orElse(0)) + " tokens in");
            parts.add(Figures.count(usage.outputTokens().orElse(0)) + " out");
        }
        if (usage.costNanodollars().isPresent()) {
            parts.add(Figures.cost(usage));
        }
        if (talk.replayed() > 0) {
            parts.add(Figures.counted(talk.replayed(), "answer") + " replayed");
        }
        return parts.isEmpty() ? "" : " " + String.join(", ", parts);
    }

    private void said(Said said, int depth) {
        String sender = SafeText.line(said.sender().isEmpty() ? said.role() : said.sender(), 60);
        String whom = "";
        if (!said.channel().isEmpty()) {
            whom = " (private: " + SafeText.line(said.channel(), 60) + ")";
        } else if (!said.open()) {
            whom =
                    said.listeners().isEmpty()
                            ? " (to nobody)"
                            : " (only to %s)"
                                    .formatted(
                                            SafeText.line(
                                                    String.join(", ", said.listeners()), 200));
        }
        String shown = said.shown().equals(said.text()) ? "" : "\n(shown as: " + said.shown() + ")";
        String head = sender + whom + ":";
        String indent = indent(depth);
        List<String> wrapped = new ArrayList<>();
        for (String part : SafeText.block(head + " " + said.text() + shown).split("\n", -1)) {
            wrapped.addAll(TextWidth.wrap(part, room(indent + "  ")));
        }
        Style style = said.role().equals("system") ? Style.DIM : speakers.of(sender);
        for (int i = 0; i < wrapped.size(); i++) {
            String text = wrapped.get(i);
            String set =
                    i > 0
                            ? "  " + text
                            : text.startsWith(head)
                                    ? terminal.styled(style, head) + text.substring(head.length())
                                    : terminal.styled(style, text);
            lines.add((indent + set).stripTrailing());
        }
        if (!said.repairs().isEmpty()) {
            text(
                    "(read with repairs: " + String.join("; ", said.repairs()) + ")",
                    depth + 1,
                    Style.DIM);
        }
    }

    private void check(AssertionResult check, int depth) {
        String mark = check.passed() ? terminal.glyphs().passed() : terminal.glyphs().failed();
        String where = check.line() > 0 ? " (line " + check.line() + ")" : "";
        String name = check.type().isEmpty() ? "" : SafeText.line(check.type(), 60) + ": ";
        String indent = indent(depth);
        List<String> parts =
                TextWidth.wrap(
                        name + SafeText.line(check.expectation(), LONGEST) + where,
                        room(indent + "  "));
        for (int i = 0; i < parts.size(); i++) {
            String before =
                    i > 0
                            ? "  "
                            : terminal.styled(check.passed() ? Style.GREEN : Style.RED, mark) + " ";
            lines.add(indent + before + parts.get(i));
        }
        String below = indent + "    ";
        for (String detail : check.details()) {
            TextWidth.wrap(SafeText.line(detail, LONGEST), room(below))
                    .forEach(line -> lines.add(below + line));
        }
    }

    private void text(String text, int depth, Style style) {
        String indent = indent(depth);
        TextWidth.wrap(SafeText.line(text, LONGEST), room(indent))
                .forEach(line -> lines.add(indent + terminal.styled(style, line)));
    }

    private int room(String indent) {
        return Math.max(LEAST / 2, columns - indent.length());
    }

    private String indent(int depth) {
        return "  ".repeat(Math.min(depth, columns / 4));
    }
}
