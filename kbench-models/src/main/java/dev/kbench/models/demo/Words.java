package dev.kbench.models.demo;

import java.util.ArrayList;
import java.util.List;

/// Words, which stand for tokens here.
final class Words {
    private Words() {}

    /// The words of a text, each with the space before it; joined they are the text.
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = from + Math.max(1, end(text.substring(from), 1));
            words.add(text.substring(from, to));
            from = to;
        }
        return words;
    }

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
