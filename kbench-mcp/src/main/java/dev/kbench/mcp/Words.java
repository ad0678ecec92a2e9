package dev.kbench.mcp;

import dev.kbench.internal.context.Brief;

/// What others wrote, short enough for a message.
final class Words {
    private static final int LONGEST = 200;
    private static final int LONGEST_END = 600;
    private static final int DEEPEST = 16;

    private Words() {}

    static String beginning(String text) {
        return Brief.of(text, LONGEST);
    }

    /// The last lines of a text.
    static String end(String text) {
        if (text.length() <= LONGEST_END) {
            return text;
        }
        String end = text.substring(text.length() - LONGEST_END);
        int line = end.indexOf('\n');
        return "…" + (line < 0 ? end : end.substring(line + 1));
    }

    /// What an error says: the innermost cause that says anything.
    static String of(Throwable thrown) {
        String words = thrown.getClass().getSimpleName();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                words = message;
            } else if (cause.getCause() == null) {
                words = cause.getClass().getSimpleName();
            }
            cause = cause.getCause();
        }
        return beginning(words);
    }
}
