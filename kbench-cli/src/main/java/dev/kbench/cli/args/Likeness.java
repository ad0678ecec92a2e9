package dev.kbench.cli.args;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Finds what somebody may have meant.
public final class Likeness {
    private Likeness() {}

    /// The candidate that takes the fewest letters left out, added, changed or swapped with their
    /// neighbour.
    ///
    /// @param word what was typed
    /// @param candidates what could have been
    /// @return the first of the closest, empty where even that takes more than a third of the
    ///   word's letters
    public static Optional<String> closest(String word, List<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /// The optimal string alignment distance, in chars; of words that differ much in length only
    /// that difference.
    static int distance(String a, String b) {
        int apart = Math.abs(a.length() - b.length());
        if (apart > b.length()) {
            return apart;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int changed = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
