package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

class AlignmentTest {
    private static List<Alignment.Hunk> of(List<?> a, List<?> b) {
        return Alignment.of(a, b, Objects::equals);
    }

    @Test
    void equalSequencesHaveNoHunks() {
        assertThat(of(List.of(), List.of())).isEmpty();
        assertThat(of(List.of(1, 2), List.of(1, 2))).isEmpty();
    }

    @Test
    void hunksSayWhatStandsWhere() {
        assertThat(of(List.of(1, 2, 3, 4), List.of(1, 9, 3)))
                .containsExactly(new Alignment.Hunk(1, 2, 1, 2), new Alignment.Hunk(3, 4, 3, 3));
        assertThat(of(List.of(), List.of(1))).containsExactly(new Alignment.Hunk(0, 0, 0, 1));
    }

    @Test
    void outsideTheHunksAllIsEqualAndTheHunksAreAsFewAsCanBe() {
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            List<Integer> a = any(random);
            List<Integer> b = any(random);
            int at = 0;
            int otherAt = 0;
            int edits = 0;
            for (Alignment.Hunk hunk : of(a, b)) {
                assertThat(a.subList(at, hunk.from()))
                        .isEqualTo(b.subList(otherAt, hunk.otherFrom()));
                at = hunk.to();
                otherAt = hunk.otherTo();
                edits += hunk.to() - hunk.from() + hunk.otherTo() - hunk.otherFrom();
            }
            assertThat(a.subList(at, a.size())).isEqualTo(b.subList(otherAt, b.size()));
            assertThat(edits).isEqualTo(a.size() + b.size() - 2 * common(a, b));
        }
    }

    private static List<Integer> any(Random random) {
        List<Integer> list = new ArrayList<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            list.add(random.nextInt(4));
        }
        return list;
    }

    /// The length of the longest common subsequence, by the plain table.
    private static int common(List<Integer> a, List<Integer> b) {
        int[][] longest = new int[a.size() + 1][b.size() + 1];
        for (int i = 1; i <= a.size(); i++) {
            for (int j = 1; j <= b.size(); j++) {
                longest[i][j] =
                        a.get(i - 1).equals(b.get(j - 1))
                                ? longest[i - 1][j - 1] + 1
                                : Math.max(longest[i - 1][j], longest[i][j - 1]);
            }
        }
        return longest[a.size()][b.size()];
    }

    @Test
    void whatDiffersInTooManyPlacesIsOneHunk() {
        List<Integer> a = IntStream.range(0, 1_000).boxed().toList();
        List<Integer> b = IntStream.range(0, 1_000).map(i -> i % 2 == 0 ? i : -i).boxed().toList();
        assertThat(of(a, b)).containsExactly(new Alignment.Hunk(1, 1_000, 1, 1_000));
    }

    @Test
    void theStepsAreLimited() {
        int[] steps = new int[1];
        List<Integer> a = IntStream.range(0, 300_000).map(i -> i % 3).boxed().toList();
        List<Integer> b = IntStream.range(0, 300_000).map(i -> (i + 1) % 3).boxed().toList();
        Alignment.of(
                a,
                b,
                (x, y) -> {
                    steps[0]++;
                    return Objects.equals(x, y);
                });
        assertThat(steps[0]).isLessThan(500_000);
    }
}
