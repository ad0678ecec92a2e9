package dev.kbench.local.worker;

/// Carries a text through the binding's template call, which loses what JNI's modified UTF-8 does
/// not know (characters beyond the first plane, NUL) and takes an empty text for none. Such
/// characters travel as ones of the private use area; private ones in the text are marked, so that
/// nothing is lost either way.
final class Carried {
    private static final char SURROGATES = '\uE000';
    private static final char AFTER_SURROGATES = '\uE800';
    private static final char MARK = '\uE800';
    private static final char NUL = '\uE801';
    private static final char EMPTY = '\uE802';

    private Carried() {}

    static String pack(String text) {
        if (text.isEmpty()) {
            return String.valueOf(EMPTY);
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                out.append((char) (SURROGATES + (c - Character.MIN_SURROGATE)));
            } else if (c == 0) {
                out.append(NUL);
            } else if (c >= SURROGATES && c <= EMPTY) {
                out.append(MARK).append(c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static String unpack(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= SURROGATES && c < AFTER_SURROGATES) {
                out.append((char) (Character.MIN_SURROGATE + (c - SURROGATES)));
            } else if (c == NUL) {
                out.append('\0');
            } else if (c == MARK && i + 1 < text.length()) {
                out.append(text.charAt(++i));
            } else if (c != EMPTY) {
                out.append(c);
            }
        }
        return out.toString();
    }
}
