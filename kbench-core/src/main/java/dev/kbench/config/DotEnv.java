package dev.kbench.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the usual form of a `.env` file: `NAME=value` a line, `export` before it allowed, `#`
/// starts a comment at the beginning of a line or after white space, single quotes keep all as it
/// is, double quotes know `\n`, `\r`, `\t`, `\"`, `\\` and keep every other backslash. A value ends
/// with its line; `${…}` is not replaced. Of a name that comes twice the last value counts.
final class DotEnv {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*=\\s*(.*)", Pattern.DOTALL);

    private DotEnv() {}

    static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        for (String line : body.lines().toList()) {
            number++;
            if (line.isBlank() || line.stripLeading().startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "line %d: expected NAME=value or a # comment".formatted(number));
            }
            values.put(matcher.group(1), value(matcher.group(2).stripTrailing(), number));
        }
        return values;
    }

    private static String value(String raw, int line) {
        if (raw.isEmpty()) {
            return "";
        }
        char quote = raw.charAt(0);
        if (quote != '"' && quote != '\'') {
            return raw.substring(0, comment(raw)).strip();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 1; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == quote) {
                refuseMore(raw.substring(i + 1), quote, line);
                return out.toString();
            }
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (c == '\\' && quote == '"' && "nrt\"\\".indexOf(next) >= 0) {
                c = unescape(next);
                i++;
            }
            out.append(c);
        }
        throw new IllegalArgumentException(
                "line %d: the value's closing %s is missing".formatted(line, quote));
    }

    private static void refuseMore(String rest, char quote, int line) {
        if (!rest.substring(0, comment(rest)).isBlank()) {
            throw new IllegalArgumentException(
                    "line %d: something follows the value's closing %s; only a # comment may"
                            .formatted(line, quote));
        }
    }

    /// Where the comment starts, white space before it included.
    private static int comment(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) == '#' && (i == 0 || Character.isWhitespace(raw.charAt(i - 1)))) {
                return i;
            }
        }
        return raw.length();
    }

    private static char unescape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
