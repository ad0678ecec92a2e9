package dev.kbench.internal.context;

/// Texts cut for messages.
public final class Brief {
    private Brief() {}

    /// The beginning of a text.
    ///
    /// @param text any text
    /// @param limit the most characters to keep, 1 or more
    /// @return the text itself where it is short enough; else its beginning, which ends between
    ///   characters, and how many there are
    public static String of(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end) + "… (%d characters)".formatted(text.length());
    }
}
