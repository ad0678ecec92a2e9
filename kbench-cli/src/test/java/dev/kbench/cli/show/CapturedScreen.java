package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a terminal shows in the end of everything that was written to it, for as much of the
/// terminal's language as the command speaks: line ends, carriage returns, clearing to the line's
/// end, and colours. Anything else is refused, so that a picture never hides it.
final class CapturedScreen {
    private static final Pattern TOKEN =
            Pattern.compile("\\r|\\n|\\x1B\\[([0-9;]*)([A-Za-z])|\\P{Cntrl}\\p{M}*");

    /// One column's text and how it is set off; the second column of wide text is empty.
    ///
    /// @param text a cluster
    /// @param codes the codes in force, such as `31`; empty for none
    record Cell(String text, String codes) {}

    private final List<List<Cell>> lines = new ArrayList<>(List.of(new ArrayList<>()));
    private final int columns;
    private int column;
    private String codes = "";

    private CapturedScreen(int columns) {
        this.columns = columns;
    }

    /// The screen after a captured text; longer lines go on in the next.
    static CapturedScreen of(String captured, int columns) {
        CapturedScreen screen = new CapturedScreen(columns);
        Matcher tokens = TOKEN.matcher(captured);
        int at = 0;
        while (at < captured.length()) {
            if (!tokens.find() || tokens.start() != at) {
                throw new IllegalArgumentException(
                        "the text at %d is nothing that the command writes: %s"
                                .formatted(at, SafeText.line(captured.substring(at), 40)));
            }
            screen.take(tokens);
            at = tokens.end();
        }
        return screen;
    }

    private void take(Matcher token) {
        if (token.group(2) != null) {
            sequence(token.group(2), token.group(1));
            return;
        }
        switch (token.group()) {
            case "\r" -> column = 0;
            case "\n" -> {
                lines.add(new ArrayList<>());
                column = 0;
            }
            default -> put(token.group());
        }
    }

    private void sequence(String kind, String parameters) {
        switch (kind) {
            case "K" -> {
                List<Cell> line = lines.getLast();
                line.subList(Math.min(column, line.size()), line.size()).clear();
            }
            case "m" -> codes = parameters.equals("0") ? "" : parameters;
            default ->
                    throw new IllegalArgumentException("unexpected sequence [" + parameters + kind);
        }
    }

    private void put(String cluster) {
        if (column + TextWidth.of(cluster) > columns) {
            lines.add(new ArrayList<>());
            column = 0;
        }
        List<Cell> line = lines.getLast();
        for (int i = 0; i < Math.max(1, TextWidth.of(cluster)); i++) {
            Cell cell = new Cell(i == 0 ? cluster : "", codes);
            if (column < line.size()) {
                line.set(column, cell);
            } else {
                line.add(cell);
            }
            column++;
        }
    }

    /// The lines, without empty ones at the end.
    List<List<Cell>> lines() {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isEmpty()) {
            end--;
        }
        return List.copyOf(lines.subList(0, end));
    }

    /// The lines' text.
    List<String> texts() {
        return lines().stream()
                .map(line -> String.join("", line.stream().map(Cell::text).toList()))
                .toList();
    }
}
