package dev.kbench.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces `${NAME}` by what it stands for, nothing where it is unset, and `${NAME:-default}` by
/// the default where that is nothing; a default may hold both forms. What is put in is not looked
/// at again.
///
/// One thread; one for a file, so that a short file cannot grow without end.
final class Expansion {
    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 20;
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_.]*)(}|:-)");

    private final UnaryOperator<String> variables;
    private int left = LONGEST;

    /// Makes one.
    ///
    /// @param variables what a name stands for, empty where it is unset
    Expansion(UnaryOperator<String> variables) {
        this.variables = variables;
    }

    /// A value's text.
    ///
    /// @param raw the value as it stands in the file
    /// @param escapes whether a backslash makes another character of some
    String of(String raw, boolean escapes) {
        return new Reader(raw, escapes).read(0);
    }

    private final class Reader {
        private final String raw;
        private final boolean escapes;
        private int at;

        Reader(String raw, boolean escapes) {
            this.raw = raw;
            this.escapes = escapes;
        }

        /// To the end, or to the `}` of a default.
        String read(int depth) {
            StringBuilder out = new StringBuilder();
            while (at < raw.length()) {
                char c = raw.charAt(at++);
                if (c == '}' && depth > 0) {
                    return out.toString();
                } else if (c == '\\' && escapes) {
                    out.append(escaped());
                } else if (c == '$' && raw.startsWith("{", at)) {
                    at++;
                    out.append(limited(replacement(depth)));
                } else {
                    out.append(c);
                }
            }
            if (depth > 0) {
                throw odd();
            }
            return out.toString();
        }

        private String escaped() {
            char next = at < raw.length() ? raw.charAt(at) : 0;
            String text =
                    switch (next) {
                        case 'n' -> "\n";
                        case 't' -> "\t";
                        case 'r' -> "\r";
                        case '"', '\\' -> String.valueOf(next);
                        case '$' -> raw.startsWith("{", at + 1) ? "$" : "";
                        default -> "";
                    };
            at += text.length();
            return text.isEmpty() ? "\\" : text;
        }

        private String replacement(int depth) {
            Matcher name = NAME.matcher(raw).region(at, raw.length());
            if (!name.lookingAt()) {
                throw odd();
            }
            if (depth == DEEPEST) {
                throw new IllegalArgumentException(
                        "expected at most %d ${…} within each other".formatted(DEEPEST));
            }
            at = name.end();
            String value = variables.apply(name.group(1));
            if (name.group(2).equals("}")) {
                return value;
            }
            String otherwise = read(depth + 1);
            return value.isEmpty() ? otherwise : value;
        }

        private IllegalArgumentException odd() {
            return new IllegalArgumentException(
                    "expected ${NAME} or ${NAME:-default}; single quotes around the value keep it"
                            + " as it is");
        }
    }

    private String limited(String replacement) {
        left -= replacement.length();
        if (left < 0) {
            throw new IllegalArgumentException(
                    "expected ${…} to put in at most %d characters in the whole file"
                            .formatted(LONGEST));
        }
        return replacement;
    }
}
