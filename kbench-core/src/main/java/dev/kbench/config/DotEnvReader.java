package dev.kbench.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the lines of a `.env` file, and which of them are odd.
///
/// One thread.
final class DotEnvReader {
    private static final Pattern START =
            Pattern.compile(
                    "[^\\S\n]*(?:export[^\\S\n]+)?([A-Za-z_][A-Za-z0-9_.]*)[^\\S\n]*=[^\\S\n]*");

    private final String text;
    private final List<DotEnvLine> lines = new ArrayList<>();
    private int at;
    private int number = 1;

    private DotEnvReader(String text) {
        this.text = text;
    }

    /// Reads a file's lines.
    static List<DotEnvLine> read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new DotEnvReader(body.replace("\r\n", "\n").replace('\r', '\n')).lines();
    }

    private List<DotEnvLine> lines() {
        Matcher start = START.matcher(text);
        while (at < text.length()) {
            String line = text.substring(at, lineEnd(at));
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                moveTo(lineEnd(at));
            } else if (start.region(at, text.length()).lookingAt()) {
                value(start.group(1), start.end());
            } else {
                odd("expected NAME=value or a # comment");
            }
        }
        return lines;
    }

    private void value(String name, int from) {
        char first = from < text.length() ? text.charAt(from) : '\n';
        if (first != '"' && first != '\'') {
            String line = text.substring(from, lineEnd(from));
            String raw = line.substring(0, comment(line)).strip();
            lines.add(new DotEnvLine.Value(number, number, name, DotEnvLine.Quote.NONE, raw));
            moveTo(lineEnd(from));
            return;
        }
        int end = closing(from + 1, first);
        if (end < 0) {
            odd("the value's closing %s is missing".formatted(first));
            return;
        }
        int last = number + newlines(at, end);
        String rest = text.substring(end + 1, lineEnd(end));
        if (!rest.substring(0, comment(rest)).isBlank()) {
            odd(
                    "something follows the value's closing %s%s; only a # comment may"
                            .formatted(first, last == number ? "" : " in line " + last));
            return;
        }
        DotEnvLine.Quote quote = first == '"' ? DotEnvLine.Quote.DOUBLE : DotEnvLine.Quote.SINGLE;
        lines.add(new DotEnvLine.Value(number, last, name, quote, text.substring(from + 1, end)));
        moveTo(lineEnd(end));
    }

    private void odd(String expected) {
        lines.add(new DotEnvLine.Odd(number, expected));
        moveTo(lineEnd(at));
    }

    /// To behind a line's end.
    private void moveTo(int lineEnd) {
        number += newlines(at, lineEnd) + 1;
        at = lineEnd + 1;
    }

    private int closing(int from, char quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            if (quote == '"' && text.charAt(i) == '\\') {
                i += text.startsWith("\"", i + 1) || text.startsWith("\\", i + 1) ? 1 : 0;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private int newlines(int from, int to) {
        return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    /// Where the comment starts, white space before it included.
    private static int comment(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
                return i;
            }
        }
        return line.length();
    }
}
