package dev.kbench.tools.python;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lines that Markdown takes for a quotation, since a `>` stands before them (CommonMark 0.31,
/// 5.1).
final class Quotation {
    private static final Pattern MARK = Pattern.compile(" {0,3}>");
    private static final Pattern MARK_AND_SPACE = Pattern.compile(" {0,3}> ?");

    private Quotation() {}

    /// The quotation that a text begins with.
    ///
    /// @return its lines without their first mark, and the space after it where all have one; empty
    ///   where the text begins with none
    static List<String> beginning(List<String> lines) {
        List<String> quoted =
                lines.stream()
                        .map(MARK::matcher)
                        .takeWhile(Matcher::lookingAt)
                        .map(mark -> mark.replaceFirst(""))
                        .toList();
        boolean spaced = quoted.stream().allMatch(line -> line.isEmpty() || line.startsWith(" "));
        return spaced
                ? quoted.stream().map(line -> line.isEmpty() ? line : line.substring(1)).toList()
                : quoted;
    }

    /// A line without the marks before it, however many.
    static String withoutMarks(String line) {
        Matcher mark = MARK_AND_SPACE.matcher(line);
        int start = 0;
        while (mark.region(start, line.length()).lookingAt()) {
            start = mark.end();
        }
        return line.substring(start);
    }
}
