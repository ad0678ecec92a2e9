package dev.kbench.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/// Text and tables in Markdown, as GitHub reads it.
public final class Markdown {
    private Markdown() {}

    /// A foreign text on one line, in which nothing means anything: it is neither markup nor a
    /// link, and mentions nobody.
    ///
    /// @param foreign any text
    /// @param most how many columns of a terminal it takes at most
    /// @return the text
    public static String text(String foreign, int most) {
        StringBuilder out = new StringBuilder();
        SafeText.line(foreign, most)
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '@' -> out.append("&#64;");
                                case '<' -> out.append("&lt;");
                                case '&' -> out.append("&amp;");
                                case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '!', '$' ->
                                        out.append('\\').appendCodePoint(c);
                                default -> out.appendCodePoint(c);
                            }
                        });
        return out.toString().replace("://", "&#58;//").replace("www.", "www&#46;");
    }

    /// A line of a table.
    ///
    /// @param cells what stands in it, as Markdown
    /// @return the line
    public static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /// The first two lines of a table.
    ///
    /// @param titles what stands above its columns, as Markdown
    /// @param texts how many of these hold texts; those behind hold figures, and end on the right
    /// @return the lines
    public static List<String> head(List<String> titles, int texts) {
        List<String> ends = new ArrayList<>(Collections.nCopies(texts, "---"));
        ends.addAll(Collections.nCopies(titles.size() - texts, "---:"));
        return List.of(row(titles), row(ends));
    }
}
