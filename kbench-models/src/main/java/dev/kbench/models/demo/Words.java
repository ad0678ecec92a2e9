package dev.kbench.models.demo;

/// Counts words, which stand for tokens here.
final class Words {
    private Words() {}

    /// Where a text ends after a number of words.
    static int end(String text, int words) {
        int seen = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = Character.isWhitespace(text.charAt(i));
            if (blank && inWord && seen == words) {
                return text.substring(i).isBlank() ? text.length() : i;
            }
            if (!blank && !inWord) {
                seen++;
            }
            inWord = !blank;
        }
        return text.length();
    }
}
