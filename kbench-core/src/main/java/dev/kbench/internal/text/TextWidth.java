package dev.kbench.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many columns a text takes on a terminal, and what depends on it. Texts are cut between
/// grapheme clusters only: never inside a surrogate pair, a combining sequence or an emoji.
///
/// Wide are the characters of East Asian width W and F (Unicode Standard Annex 11) and those shown
/// as emoji by default; ambiguous ones are narrow. The texts are one line, made harmless by {@link
/// SafeText} before.
public final class TextWidth {
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    private static final int JOINER = 0x200D;
    private static final int EMOJI_STYLE = 0xFE0F;

    // First and last of each range of wide characters that are not emoji, Unicode 16.
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2329, 0x232A, 0x2630, 0x2637, 0x268A, 0x268F, 0x2E80, 0x303E,
        0x3041, 0x3247, 0x3250, 0xA4CF, 0xA960, 0xA97C, 0xAC00, 0xD7A3, 0xF900, 0xFAFF,
        0xFE10, 0xFE19, 0xFE30, 0xFE6B, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x18CFF,
        0x18D00, 0x18D08, 0x1AFF0, 0x1B2FF, 0x1D300, 0x1D376, 0x1F200, 0x1F265, 0x20000, 0x3FFFD
    };

    private TextWidth() {}

    /// The columns a text takes.
    ///
    /// @param text one line
    /// @return 0 or more
    public static int of(String text) {
        if (isPlain(text)) {
            return text.length();
        }
        int width = 0;
        Matcher clusters = CLUSTER.matcher(text);
        while (clusters.find()) {
            width += ofCluster(clusters.group());
        }
        return width;
    }

    /// A text that takes no more than some columns; what is left out is marked by an ellipsis.
    ///
    /// @param text one line
    /// @param columns 0 or more
    /// @return the text itself where it fits
    public static String cut(String text, int columns) {
        return of(text) <= columns ? text : shortened(text, columns);
    }

    /// A text with an ellipsis at its end, shortened until both fit.
    static String shortened(String text, int columns) {
        return columns < 1 ? "" : start(text, columns - 1).stripTrailing() + "…";
    }

    private static String start(String text, int columns) {
        return text.substring(0, end(text, 0, columns));
    }

    /// Where the last whole cluster ends that fits, from an index on. Nothing behind it is looked
    /// at, so that a long text costs no more than what is shown of it.
    private static int end(String text, int from, int columns) {
        int width = 0;
        int end = from;
        Matcher cluster = CLUSTER.matcher(text);
        while (end < text.length()) {
            int next = end + 1;
            if (isAlone(text, end)) {
                width++;
            } else {
                cluster.region(end, text.length()).lookingAt();
                next = cluster.end();
                width += ofCluster(cluster.group());
            }
            if (width > columns) {
                break;
            }
            end = next;
        }
        return end;
    }

    /// Whether a character is plain and nothing combines with it: by far the most frequent case.
    private static boolean isAlone(String text, int at) {
        return isPlain(text.charAt(at))
                && (at + 1 == text.length() || isPlain(text.charAt(at + 1)));
    }

    /// A text filled up with spaces on its right.
    ///
    /// @param text one line
    /// @param columns 0 or more
    /// @return the text itself where it takes as many or more
    public static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /// A text filled up with spaces on its left.
    ///
    /// @param text one line
    /// @param columns 0 or more
    /// @return the text itself where it takes as many or more
    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /// Breaks a line at its spaces; a word that is too long is broken between clusters.
    ///
    /// @param text one line
    /// @param columns 2 or more
    /// @return one line or more; no line is wider
    /// @throws IllegalArgumentException if there are fewer than 2 columns: a wide character would
    ///   fit nowhere
    public static List<String> wrap(String text, int columns) {
        if (columns < 2) {
            throw new IllegalArgumentException("columns must be 2 or more, got " + columns);
        }
        List<String> lines = new ArrayList<>();
        int from = 0;
        int end = end(text, from, columns);
        while (end < text.length()) {
            String fitting = text.substring(from, end);
            int last = text.charAt(end) == ' ' ? fitting.length() : fitting.lastIndexOf(' ');
            boolean atSpace = last > 0 && !fitting.substring(0, last).isBlank();
            if (end == from) { // a cluster wider than all columns: a chain of letters
                end = Math.max(within(text, from, columns), text.offsetByCodePoints(from, 1));
            } else if (atSpace) {
                end = from + last;
            }
            lines.add(text.substring(from, end).stripTrailing());
            from = end;
            while (atSpace && from < text.length() && text.charAt(from) == ' ') {
                from++;
            }
            end = end(text, from, columns);
        }
        if (from < text.length() || lines.isEmpty()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    /// Where the last code point ends that fits.
    private static int within(String text, int from, int columns) {
        int width = 0;
        int end = from;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            width += ofCodePoint(c);
            if (width > columns) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static int ofCluster(String cluster) {
        int first = cluster.codePointAt(0);
        if (cluster.length() > Character.charCount(first) && isEmojiSequence(first, cluster)) {
            return 2;
        }
        return cluster.codePoints().map(TextWidth::ofCodePoint).sum();
    }

    private static boolean isEmojiSequence(int first, String cluster) {
        if (isRegional(first)) {
            return cluster.codePoints().filter(TextWidth::isRegional).count() == 2;
        }
        return Character.isEmoji(first)
                && cluster.codePoints()
                        .skip(1)
                        .anyMatch(
                                c ->
                                        c == EMOJI_STYLE
                                                || c == JOINER
                                                || Character.isEmojiModifier(c));
    }

    private static boolean isRegional(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static int ofCodePoint(int c) {
        if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
            return 0;
        }
        if (c < 0x300) {
            return c == 0xAD ? 0 : 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || (c >= 0x1160 && c <= 0x11FF)
                || (c >= 0xD7B0 && c <= 0xD7FF)) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        if (Character.isEmojiPresentation(c) && !isRegional(c)) {
            return true;
        }
        for (int i = 0; i < WIDE.length && WIDE[i] <= c; i += 2) {
            if (c <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
