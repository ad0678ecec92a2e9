package dev.kbench.schema;

/// What stands around a word that models give as a choice: brackets (`(A)`, `A)`), a full stop
/// (`Yes.`). Signs that may belong to the word stay.
final class Marks {
    private Marks() {}

    /// A word without such marks.
    static String off(String word) {
        String text = word.strip();
        if (text.length() < 2) {
            return text;
        }
        char last = text.charAt(text.length() - 1);
        String rest = text.substring(0, text.length() - 1);
        boolean stops = last == '.' ? !rest.endsWith(".") : last == '!' && !rest.endsWith("!");
        if (stops) {
            return rest;
        }
        return last == ')' ? rest.substring(rest.startsWith("(") ? 1 : 0) : text;
    }
}
