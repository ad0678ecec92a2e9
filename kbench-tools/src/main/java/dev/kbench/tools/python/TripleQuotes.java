package dev.kbench.tools.python;

/// Follows Python code line by line, as far as telling where a string of several lines is open:
/// what looks like a fence in there is none.
///
/// One thread.
final class TripleQuotes {
    private char open; // the quote of the string that is open, 0 for none

    /// Whether the next line begins inside a string.
    boolean isOpen() {
        return open != 0;
    }

    /// Reads a line of code.
    void read(String line) {
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (open != 0) {
                if (c == '\\') {
                    i++;
                } else if (isTriple(line, i, open)) {
                    open = 0;
                    i += 2;
                }
            } else if (c == '#') {
                return;
            } else if (c == '"' || c == '\'') {
                if (isTriple(line, i, c)) {
                    open = c;
                    i += 2;
                } else {
                    i = endOfString(line, i);
                }
            }
            i++;
        }
    }

    private static boolean isTriple(String line, int at, char quote) {
        return at + 2 < line.length()
                && line.charAt(at) == quote
                && line.charAt(at + 1) == quote
                && line.charAt(at + 2) == quote;
    }

    /// Where a string of one line ends; the line's end where it does not.
    private static int endOfString(String line, int start) {
        char quote = line.charAt(start);
        int i = start + 1;
        while (i < line.length() && line.charAt(i) != quote) {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }
}
