package dev.kbench.models.wire;

/// Text that UTF-8 can carry: half a surrogate pair alone becomes the replacement character.
public final class WellFormed {
    private WellFormed() {}

    /// Mends a text.
    ///
    /// @param text any text
    /// @return the same text where it needs no mending
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
