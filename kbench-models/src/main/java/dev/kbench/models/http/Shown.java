package dev.kbench.models.http;

import java.net.URI;

/// Foreign text and addresses as a message may show them.
public final class Shown {
    private static final int LIMIT = 200;

    private Shown() {}

    /// The beginning of a text in quotes and one line. Control and direction characters become the
    /// replacement character; a secret in it becomes `[key]`.
    ///
    /// @param text what came
    /// @param secret what must not be shown, empty for nothing
    /// @return at most 200 characters of it, and its length where it is longer
    public static String excerpt(String text, String secret) {
        String safe = without(text, secret);
        String quoted = "\"" + line(safe) + "\"";
        return safe.length() > LIMIT
                ? "%s… (%d characters)".formatted(quoted, safe.length())
                : quoted;
    }

    /// The beginning of a text in one line, cleaned as {@link #excerpt} does it.
    ///
    /// @param text what came
    /// @param secret what must not be shown, empty for nothing
    /// @return at most 200 characters of it, then `…` where it is longer
    public static String words(String text, String secret) {
        String safe = without(text, secret);
        return line(safe) + (safe.length() > LIMIT ? "…" : "");
    }

    private static String without(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "[key]");
    }

    private static String line(String safe) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(safe.length(), LIMIT);
        if (end < safe.length() && Character.isHighSurrogate(safe.charAt(end - 1))) {
            end--;
        }
        boolean space = false;
        for (int i = 0; i < end; ) {
            int c = safe.codePointAt(i);
            i += Character.charCount(c);
            boolean blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (!blank) {
                out.appendCodePoint(harmless(c) ? c : 0xFFFD);
            } else if (!space) {
                out.append(' ');
            }
            space = blank;
        }
        return out.toString();
    }

    private static boolean harmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }

    /// An address without user, query and fragment, where keys may stand.
    ///
    /// @param address the address
    /// @return scheme, host, port and path
    public static String address(URI address) {
        StringBuilder out = new StringBuilder();
        out.append(address.getScheme()).append("://").append(address.getHost());
        if (address.getPort() >= 0) {
            out.append(':').append(address.getPort());
        }
        String path = address.getRawPath() == null ? "" : address.getRawPath();
        path.codePoints().forEach(c -> out.appendCodePoint(harmless(c) ? c : 0xFFFD));
        return out.toString();
    }
}
