package dev.kbench.schema;

/// The beginning of a text in one line, for messages.
final class Excerpt {
    private static final int LIMIT = 120;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder out = new StringBuilder("\"");
        int shown = 0;
        for (int i = 0; i < text.length() && shown < LIMIT; i++, shown++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        out.append('"');
        return text.length() > LIMIT
                ? out + "… (%d characters)".formatted(text.length())
                : out.toString();
    }
}
