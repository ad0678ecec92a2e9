package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.key.CanonicalJson;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

class OccurrencesTest {
    private static final int ROWS = 20_000;

    @Test
    void eachRowKnowsHowManyBeforeItAreTheSame() {
        for (int contents : new int[] {1, 7, 3_000, 1_000_000}) {
            Random random = new Random(contents);
            Occurrences occurrences = new Occurrences();
            Map<Integer, Integer> seen = new HashMap<>();
            int[] expected = new int[ROWS];
            for (int row = 0; row < ROWS; row++) {
                int content = random.nextInt(contents);
                expected[row] = seen.merge(content, 1, Integer::sum) - 1;
                occurrences.add(row, CanonicalJson.sha256(content));
            }
            occurrences.done();
            for (int row = 0; row < ROWS; row++) {
                assertThat(occurrences.of(row))
                        .as("row %d of %d", row, contents)
                        .isEqualTo(expected[row]);
            }
        }
    }

    @Test
    void digestsThatBeginAlikeAreTwo() {
        Occurrences occurrences = new Occurrences();
        occurrences.add(0, "0".repeat(31) + "1" + "0".repeat(32));
        occurrences.add(1, "0".repeat(31) + "2" + "0".repeat(32));
        occurrences.add(2, "0".repeat(64));
        occurrences.add(3, "0".repeat(31) + "2" + "f".repeat(32));
        assertThat(occurrences.of(1)).isZero();
        assertThat(occurrences.of(2)).isZero();
        assertThat(occurrences.of(3)).isOne();
    }
}
