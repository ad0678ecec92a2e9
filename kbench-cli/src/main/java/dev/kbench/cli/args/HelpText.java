package dev.kbench.cli.args;

import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.List;

/// The help of a command, laid out for a number of columns.
public final class HelpText {
    private static final int WIDEST = 100;
    private static final int NARROWEST = 20;
    private static final int INDENT = 2;
    private static final int GAP = 2;
    private static final int ROOM = 30;

    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /// A name and what it means.
    ///
    /// @param name what is typed
    /// @param text what it does
    public record Entry(String name, String text) {}

    private HelpText(int columns) {
        this.columns = Math.clamp(columns, NARROWEST, WIDEST);
    }

    /// Lays it out.
    ///
    /// @param syntax what the command takes
    /// @param commands its subcommands
    /// @param columns how many there are; at least 20 are used, and at most 100
    /// @return the lines
    public static List<String> of(Syntax syntax, List<Entry> commands, int columns) {
        HelpText help = new HelpText(columns);
        help.text("Usage: " + syntax.command() + usage(syntax, commands));
        syntax.description().forEach(help::text);
        help.entries("Commands:", commands);
        help.entries(
                "",
                syntax.parameter().stream()
                        .map(parameter -> new Entry(parameter.label(), parameter.text()))
                        .toList());
        help.entries(
                "",
                syntax.options().stream()
                        .map(option -> new Entry(option.shown(), option.text()))
                        .toList());
        if (!syntax.footer().isEmpty()) {
            help.lines.add("");
            syntax.footer().forEach(help::text);
        }
        if (!syntax.examples().isEmpty()) {
            help.lines.add("");
            help.lines.add(syntax.examples().size() == 1 ? "Example:" : "Examples:");
            syntax.examples().forEach(help::example);
        }
        return List.copyOf(help.lines);
    }

    private static String usage(Syntax syntax, List<Entry> commands) {
        return (commands.isEmpty() ? "" : " COMMAND")
                + " [options]"
                + syntax.parameter().map(parameter -> " " + parameter.shown()).orElse("");
    }

    private void text(String text) {
        lines.addAll(TextWidth.wrap(text, columns));
    }

    /// A command, with what does not fit its line below it.
    private void example(String command) {
        String margin = " ".repeat(INDENT);
        List<String> texts = TextWidth.wrap(command, columns - 2 * INDENT);
        lines.add(margin + texts.getFirst());
        texts.stream().skip(1).forEach(text -> lines.add(margin + margin + text));
    }

    /// Names beside their texts, or above them where those would get too narrow.
    private void entries(String title, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lines.add("");
        if (!title.isEmpty()) {
            lines.add(title);
        }
        int widest = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        int beside = INDENT + widest + GAP;
        boolean fits = columns - beside >= ROOM;
        int column = fits ? beside : INDENT + INDENT;
        for (Entry entry : entries) {
            String name = " ".repeat(INDENT) + entry.name();
            List<String> texts = TextWidth.wrap(entry.text(), columns - column);
            if (fits) {
                lines.add(TextWidth.padRight(name, column) + texts.getFirst());
            } else {
                TextWidth.wrap(name.strip(), columns - INDENT)
                        .forEach(line -> lines.add(" ".repeat(INDENT) + line));
                lines.add(" ".repeat(column) + texts.getFirst());
            }
            texts.stream().skip(1).forEach(line -> lines.add(" ".repeat(column) + line));
        }
    }
}
