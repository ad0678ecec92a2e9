package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/// Two sequences side by side: where elements were put in, left out or changed. Found by E. W.
/// Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1, 1986), after what is
/// equal at both ends is taken off. Sequences that differ in more than 120 places, or would take
/// more than 200,000 comparisons, are not aligned: all between their equal ends is one change.
///
/// One thread.
final class Alignment {
    private static final int MOST_EDITS = 120;
    private static final int MOST_STEPS = 200_000;

    private final List<?> a;
    private final List<?> b;
    private final BiPredicate<@Nullable Object, @Nullable Object> equal;
    private int steps;

    private Alignment(List<?> a, List<?> b, BiPredicate<@Nullable Object, @Nullable Object> equal) {
        this.a = a;
        this.b = b;
        this.equal = equal;
    }

    /// A run of elements that has no equal counterpart.
    ///
    /// @param from its first element in the one sequence, from 0
    /// @param to behind its last
    /// @param otherFrom where it stands in the other
    /// @param otherTo behind the last of what stands there instead
    record Hunk(int from, int to, int otherFrom, int otherTo) {}

    /// Where two sequences differ, in order.
    ///
    /// @param a the one, with quick access by position
    /// @param b the other, likewise
    /// @param equal whether two elements are the same
    static List<Hunk> of(
            List<?> a, List<?> b, BiPredicate<@Nullable Object, @Nullable Object> equal) {
        return new Alignment(a, b, equal).hunks();
    }

    private List<Hunk> hunks() {
        int start = 0;
        int endA = a.size();
        int endB = b.size();
        while (start < endA && start < endB && same(start, start)) {
            start++;
        }
        while (endA > start && endB > start && same(endA - 1, endB - 1)) {
            endA--;
            endB--;
        }
        if (start == endA && start == endB) {
            return List.of();
        }
        if (start == endA || start == endB) {
            return List.of(new Hunk(start, endA, start, endB));
        }
        List<int[]> trace = trace(start, endA, endB);
        return trace.isEmpty()
                ? List.of(new Hunk(start, endA, start, endB))
                : joined(path(trace, start, endA, endB));
    }

    private boolean same(int i, int j) {
        return equal.test(a.get(i), b.get(j));
    }

    /// The furthest points reached on each diagonal, after each number of edits; empty where there
    /// are too many.
    private List<int[]> trace(int start, int endA, int endB) {
        int n = endA - start;
        int m = endB - start;
        int most = (int) Math.min((long) n + m, MOST_EDITS);
        int[] furthest = new int[2 * most + 3];
        List<int[]> trace = new ArrayList<>();
        for (int d = 0; d <= most; d++) {
            trace.add(Arrays.copyOfRange(furthest, most + 1 - d, most + 2 + d));
            for (int k = -d; k <= d; k += 2) {
                int at = most + 1 + k;
                int x =
                        k == -d || (k != d && furthest[at - 1] < furthest[at + 1])
                                ? furthest[at + 1]
                                : furthest[at - 1] + 1;
                while (x < n && x - k < m && same(start + x, start + x - k)) {
                    x++;
                    steps++;
                }
                if (++steps > MOST_STEPS) {
                    return List.of();
                }
                furthest[at] = x;
                if (x >= n && x - k >= m) {
                    return trace;
                }
            }
        }
        return List.of();
    }

    /// The single edits, last first.
    private static List<Hunk> path(List<int[]> trace, int start, int endA, int endB) {
        List<Hunk> edits = new ArrayList<>();
        int x = endA - start;
        int y = endB - start;
        for (int d = trace.size() - 1; d > 0; d--) {
            int[] before = trace.get(d);
            int k = x - y;
            boolean insertion = k == -d || (k != d && at(before, d, k - 1) < at(before, d, k + 1));
            int fromX = insertion ? at(before, d, k + 1) : at(before, d, k - 1);
            int fromY = fromX - (insertion ? k + 1 : k - 1);
            edits.add(
                    insertion
                            ? new Hunk(
                                    start + fromX, start + fromX, start + fromY, start + fromY + 1)
                            : new Hunk(
                                    start + fromX,
                                    start + fromX + 1,
                                    start + fromY,
                                    start + fromY));
            x = fromX;
            y = fromY;
        }
        return edits;
    }

    private static int at(int[] furthest, int d, int k) {
        return furthest[k + d];
    }

    private static List<Hunk> joined(List<Hunk> lastFirst) {
        List<Hunk> hunks = new ArrayList<>();
        for (Hunk next : lastFirst.reversed()) {
            Hunk last = hunks.isEmpty() ? null : hunks.getLast();
            if (last != null && last.to == next.from && last.otherTo == next.otherFrom) {
                hunks.removeLast();
                hunks.add(new Hunk(last.from, next.to, last.otherFrom, next.otherTo));
            } else {
                hunks.add(next);
            }
        }
        return hunks;
    }
}
