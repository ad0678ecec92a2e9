package dev.kbench.internal.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// Makes any text harmless for a terminal. What a model or a user wrote passes through here before
/// it is shown.
///
/// Control characters are shown as their pictures (`␛` for ESC); what is invisible, turns the
/// direction of writing or is no character at all is shown as `<U+202E>`. Joiners and variation
/// selectors stay where they belong: in emoji, and in scripts that need them.
public final class SafeText {
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;
    private static final int MARKS = 8;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int TAG_SPACE = 0xE0020;
    private static final int TAG_END = 0xE007F;
    private static final Set<UnicodeScript> JOINING =
            EnumSet.of(
                    UnicodeScript.ARABIC,
                    UnicodeScript.SYRIAC,
                    UnicodeScript.NKO,
                    UnicodeScript.MONGOLIAN,
                    UnicodeScript.DEVANAGARI,
                    UnicodeScript.BENGALI,
                    UnicodeScript.GURMUKHI,
                    UnicodeScript.GUJARATI,
                    UnicodeScript.ORIYA,
                    UnicodeScript.TAMIL,
                    UnicodeScript.TELUGU,
                    UnicodeScript.KANNADA,
                    UnicodeScript.MALAYALAM,
                    UnicodeScript.SINHALA,
                    UnicodeScript.KHMER,
                    UnicodeScript.MYANMAR);

    private final String text;
    private final boolean block;
    private final StringBuilder out;
    private int previous = -1; // the last code point let through as it was; -1 at a line's start
    private int marks;

    private SafeText(String text, boolean block) {
        this.text = text;
        this.block = block;
        this.out = new StringBuilder(text.length() + 16);
    }

    /// A text as one line: a line end is shown as `↵`.
    ///
    /// @param text any text
    /// @return harmless text without line ends
    public static String line(String text) {
        return isPlain(text) ? text : new SafeText(text, false).made();
    }

    /// A text as one line of limited width. Of a long text only its beginning is looked at.
    ///
    /// @param text any text
    /// @param columns 0 or more
    /// @return harmless text that takes no more columns, with an ellipsis where it was cut
    public static String line(String text, int columns) {
        int limit = (int) Math.min(256L + 16L * columns, text.length());
        if (limit == text.length()) {
            return TextWidth.cut(line(text), columns);
        }
        boolean inPair =
                Character.isHighSurrogate(text.charAt(limit - 1))
                        && Character.isLowSurrogate(text.charAt(limit));
        return TextWidth.shortened(line(text.substring(0, inPair ? limit - 1 : limit)), columns);
    }

    /// A text of any number of lines: line ends stay (as `\n`), a tab becomes four spaces.
    ///
    /// @param text any text
    /// @return harmless text
    public static String block(String text) {
        return isPlain(text) ? text : new SafeText(text, true).made();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private String made() {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            add(c, i);
        }
        return out.toString();
    }

    private void add(int c, int at) {
        switch (c) {
            case '\n' -> put(block ? "\n" : "↵");
            case '\t' -> put(block ? "    " : " ");
            case 0x7F -> put("␡");
            default -> {
                if (c < ' ') {
                    put(Character.toString(0x2400 + c));
                } else {
                    addVisible(c, at);
                }
            }
        }
    }

    private void addVisible(int c, int at) {
        boolean kept =
                switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                        addMark(c, at);
                        yield true;
                    }
                    case Character.FORMAT -> belongs(c, at) && keep(c);
                    case Character.CONTROL,
                            Character.SURROGATE,
                            Character.UNASSIGNED,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> !isFiller(c) && keep(c);
                };
        if (!kept) {
            put(named(c));
        }
    }

    private boolean keep(int c) {
        out.appendCodePoint(c);
        previous = c;
        marks = 0;
        return true;
    }

    /// Puts a replacement: nothing combines with it.
    private void put(String replacement) {
        out.append(replacement);
        previous = -1;
        marks = 0;
    }

    private void addMark(int c, int at) {
        if (isVariation(c)) {
            if (takesVariation(c, at)) {
                out.appendCodePoint(c);
                marks = 1;
            } else {
                put(named(c));
            }
        } else if (c == 0x34F || c == 0x17B4 || c == 0x17B5) {
            put(named(c));
        } else if (++marks <= MARKS) {
            if (previous == -1) {
                out.append('◌');
                previous = '◌';
            }
            out.appendCodePoint(c);
        } else if (marks == MARKS + 1) {
            out.append('\uFFFD');
        }
    }

    private static boolean isVariation(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private boolean takesVariation(int selector, int at) {
        if (previous == -1 || marks > 0) {
            return false;
        }
        if (selector == 0xFE0E || selector == 0xFE0F) {
            return previous < 0x80
                    ? at + 1 < text.length() && text.charAt(at + 1) == KEYCAP
                    : Character.isEmoji(previous);
        }
        return Character.isIdeographic(previous)
                || Character.getType(previous) == Character.MATH_SYMBOL;
    }

    /// Whether an invisible character does its proper work here.
    private boolean belongs(int c, int at) {
        if (c == JOINER || c == NON_JOINER) {
            return joins(c, at);
        }
        return c >= TAG_SPACE && c <= TAG_END && isInFlag(at);
    }

    private boolean joins(int c, int at) {
        if (previous == -1 || at + 1 >= text.length()) {
            return false;
        }
        if (c == JOINER
                && (Character.isExtendedPictographic(previous)
                        || Character.isEmojiModifier(previous))) {
            return Character.isExtendedPictographic(text.codePointAt(at + 1));
        }
        return JOINING.contains(UnicodeScript.of(previous));
    }

    /// Whether a tag stands in the flag of a region: a black flag, up to six tags, the end tag.
    private boolean isInFlag(int at) {
        int start = at;
        while (start > 0 && isTag(text.codePointBefore(start))) {
            start -= 2;
        }
        int end = at;
        while (end < text.length() && isTag(text.codePointAt(end))) {
            end += 2;
        }
        return start > 0
                && end - start <= 2 * 7
                && text.codePointBefore(start) == BLACK_FLAG
                && text.codePointBefore(end) == TAG_END;
    }

    private static boolean isTag(int c) {
        return c >= TAG_SPACE && c <= TAG_END;
    }

    private static boolean isFiller(int c) {
        return c == 0x115F || c == 0x1160 || c == 0x3164 || c == 0xFFA0;
    }

    private static String named(int c) {
        return String.format(Locale.ROOT, "<U+%04X>", c);
    }
}
