package dev.kbench.schema;

/// The beginning of a text in one line, for messages. What cannot be seen, or would change how the
/// line is shown, is written as an escape.
final class Excerpt {
    private static final int LIMIT = 120;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder("\"");
        int end = Math.min(text.length(), LIMIT);
        for (int i = 0; i < end; i += Character.charCount(text.codePointAt(i))) {
            append(out, text.codePointAt(i));
        }
        out.append('"');
        return text.length() > LIMIT
                ? out.append("… (%d characters)".formatted(text.length())).toString()
                : out.toString();
    }

    private static void append(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            out.append("\\u{%x}".formatted(c));
                    default -> out.appendCodePoint(c);
                }
            }
        }
    }
}
