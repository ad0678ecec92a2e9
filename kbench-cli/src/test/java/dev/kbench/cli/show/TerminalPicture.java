package dev.kbench.cli.show;

import dev.kbench.cli.show.CapturedScreen.Cell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Draws a captured terminal session as one SVG file that needs nothing else: light on dark, or
/// dark on light where the reader prefers that. `docs/picture` captures and draws.
final class TerminalPicture {
    private static final double COLUMN = 8.4;
    private static final int ROW = 19;
    private static final int MARGIN = 16;
    private static final int BAR = 30;
    private static final String STYLE =
            """
            <style>
            text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: #d8dee9 }
            .back { fill: #16191f } .edge { fill: none; stroke: #3b4252 } .dot { fill: #4c566a }
            .c1 { font-weight: bold } .c2 { fill: #8b95a7 } .c31 { fill: #f07178 } .c32 { fill: #9ccc65 } .c33 { fill: #ffcb6b } .c36 { fill: #5ccfe6 }
            @media (prefers-color-scheme: light) {
            text { fill: #24292f } .back { fill: #fafbfc } .edge { stroke: #d0d7de } .dot { fill: #c6cdd5 }
            .c2 { fill: #57606a } .c31 { fill: #b3261e } .c32 { fill: #1a7f37 } .c33 { fill: #8a6100 } .c36 { fill: #0a6c86 }
            }
            </style>
            """;

    private TerminalPicture() {}

    /// Draws a file.
    ///
    /// @param args the command as it was typed, the terminal's columns, the captured text's file,
    ///   the picture's file
    public static void main(String[] args) throws IOException {
        if (args.length != 4) {
            throw new IllegalArgumentException(
                    "expected COMMAND COLUMNS CAPTURED PICTURE, got %d arguments"
                            .formatted(args.length));
        }
        String captured = Files.readString(Path.of(args[2]), StandardCharsets.UTF_8);
        Files.writeString(
                Path.of(args[3]),
                of(args[0], captured, Integer.parseInt(args[1])),
                StandardCharsets.UTF_8);
    }

    /// The picture of a session.
    ///
    /// @param command the command as it was typed
    /// @param captured all that was written to the terminal
    /// @param columns how many columns the terminal had
    static String of(String command, String captured, int columns) {
        List<List<Cell>> lines =
                CapturedScreen.of("$ " + command + "\n" + captured, columns).lines();
        int widest = lines.stream().mapToInt(List::size).max().orElse(1);
        int width = (int) Math.ceil(widest * COLUMN) + 2 * MARGIN;
        int height = BAR + lines.size() * ROW + MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 %d %d" width="%d" height="%d" role="img" aria-label="A terminal: %s">
                %s<rect class="back" width="100%%" height="100%%" rx="8"/>
                <rect class="edge" x="0.5" y="0.5" width="%d" height="%d" rx="8"/>
                <circle class="dot" cx="18" cy="15" r="5"/><circle class="dot" cx="36" cy="15" r="5"/><circle class="dot" cx="54" cy="15" r="5"/>
                """
                        .formatted(
                                width,
                                height,
                                width,
                                height,
                                escaped(command),
                                STYLE,
                                width - 1,
                                height - 1));
        for (int row = 0; row < lines.size(); row++) {
            addLine(svg, lines.get(row), BAR + row * ROW + 14);
        }
        return svg.append("</svg>\n").toString();
    }

    /// Each stretch of one style stands at its own column, so that no font can shift it.
    private static void addLine(StringBuilder svg, List<Cell> line, int y) {
        int from = 0;
        while (from < line.size()) {
            int to = from;
            StringBuilder text = new StringBuilder();
            while (to < line.size() && line.get(to).codes().equals(line.get(from).codes())) {
                text.append(line.get(to++).text());
            }
            if (!text.toString().isBlank()) {
                String codes = line.get(from).codes();
                svg.append(
                        String.format(
                                Locale.ROOT,
                                "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\"%s>%s</text>\n",
                                MARGIN + from * COLUMN,
                                y,
                                (to - from) * COLUMN,
                                codes.isEmpty() ? "" : " class=\"c" + codes + "\"",
                                escaped(text.toString())));
            }
            from = to;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
