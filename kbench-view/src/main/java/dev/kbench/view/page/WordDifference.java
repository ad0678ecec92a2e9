package dev.kbench.view.page;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// In which words two texts differ: the longest common subsequence of their words, white space and
/// marks, by the table of Wagner and Fischer (*The String-to-String Correction Problem*, 1974). Of
/// texts that have too many words in between what they begin and end with alike, all of that
/// differs.
final class WordDifference {
    /// The most words of each text that are laid beside each other: the table has as many places
    /// squared.
    private static final int MOST = 2_000;

    private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}_]+|.", Pattern.DOTALL);

    private WordDifference() {}

    /// A stretch of text.
    ///
    /// @param kind where it stands
    /// @param text the words
    record Piece(Kind kind, String text) {}

    /// Which of two texts a stretch stands in.
    enum Kind {
        BOTH,
        FIRST,
        SECOND
    }

    /// The stretches of two texts in order: those of the first before those of the second.
    static List<Piece> of(String first, String second) {
        List<String> a = words(first);
        List<String> b = words(second);
        int start = 0;
        while (start < Math.min(a.size(), b.size()) && a.get(start).equals(b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - start
                && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
            end++;
        }
        Pieces pieces = new Pieces();
        a.subList(0, start).forEach(word -> pieces.add(Kind.BOTH, word));
        middle(a.subList(start, a.size() - end), b.subList(start, b.size() - end), pieces);
        a.subList(a.size() - end, a.size()).forEach(word -> pieces.add(Kind.BOTH, word));
        return pieces.ended();
    }

    private static List<String> words(String text) {
        return WORD.matcher(text).results().map(found -> found.group()).toList();
    }

    private static void middle(List<String> a, List<String> b, Pieces pieces) {
        if (a.size() > MOST || b.size() > MOST) {
            a.forEach(word -> pieces.add(Kind.FIRST, word));
            b.forEach(word -> pieces.add(Kind.SECOND, word));
            return;
        }
        int[][] common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] =
                        a.get(i).equals(b.get(j))
                                ? common[i + 1][j + 1] + 1
                                : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                pieces.add(Kind.BOTH, a.get(i++));
                j++;
            } else if (j == b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                pieces.add(Kind.FIRST, a.get(i++));
            } else {
                pieces.add(Kind.SECOND, b.get(j++));
            }
        }
    }

    /// Joins words of one kind that follow each other.
    private static final class Pieces {
        private final List<Piece> pieces = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private Kind kind = Kind.BOTH;

        void add(Kind next, String word) {
            if (next != kind) {
                end();
                kind = next;
            }
            text.append(word);
        }

        private void end() {
            if (!text.isEmpty()) {
                pieces.add(new Piece(kind, text.toString()));
                text.setLength(0);
            }
        }

        List<Piece> ended() {
            end();
            return pieces;
        }
    }
}
