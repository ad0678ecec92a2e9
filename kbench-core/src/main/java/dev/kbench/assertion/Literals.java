package dev.kbench.assertion;

/// Texts as literals of Java: in quotation marks, and with an escape for whatever cannot be seen or
/// would be taken for something else.
final class Literals {
    private Literals() {}

    /// A text as a literal.
    ///
    /// @param text any text
    /// @param longest the most characters to look at
    /// @return such as `"two\nlines"`; where it was cut, an ellipsis stands behind the mark
    static String of(String text, int longest) {
        return text.length() <= longest
                ? quoted(text)
                : quoted(text.substring(0, between(text, longest))) + "…";
    }

    /// The part of a text around a place, as a literal.
    ///
    /// @param text any text
    /// @param from the first character that matters, from 0
    /// @param before how many characters to show before it
    /// @param after how many from it on
    /// @return such as `…"lazy dog"…`, with an ellipsis wherever something is left out
    static String around(String text, int from, int before, int after) {
        int start = between(text, Math.max(0, from - before));
        int end = between(text, Math.min(text.length(), from + after));
        return (start > 0 ? "…" : "")
                + quoted(text.substring(start, end))
                + (end < text.length() ? "…" : "");
    }

    /// The same place, or one before it where it lies inside a pair of surrogates.
    private static int between(String text, int at) {
        return at > 0
                        && at < text.length()
                        && Character.isHighSurrogate(text.charAt(at - 1))
                        && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }

    private static String quoted(String text) {
        return '"' + visible(text).replace("\"", "\\\"") + '"';
    }

    /// A text with escapes for what cannot be seen.
    static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> out.append("\\n");
                                case '\r' -> out.append("\\r");
                                case '\t' -> out.append("\\t");
                                default -> {
                                    if (c == ' ' || isVisible(c)) {
                                        out.appendCodePoint(c);
                                    } else {
                                        escape(c, out);
                                    }
                                }
                            }
                        });
        return out.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    private static void escape(int c, StringBuilder out) {
        for (char unit : Character.toChars(c)) {
            out.append("\\u");
            String hex = Integer.toHexString(unit);
            out.append("0".repeat(4 - hex.length())).append(hex);
        }
    }
}
