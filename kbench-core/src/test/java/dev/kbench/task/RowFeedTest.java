package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.table.Row;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

class RowFeedTest {
    private static final int ROWS = 5000;

    private Dataset data = Dataset.of(DataFrame.empty());
    private int opened;

    @BeforeEach
    void write(@TempDir Path folder) {
        Path file = folder.resolve("rows.csv");
        DataFrame.ofColumns("n", IntStream.range(0, ROWS).boxed().toList()).writeCsv(file);
        data = Dataset.csv(file);
    }

    private RowFeed feed(int trials, LongPredicate wanted) {
        return new RowFeed(
                null,
                () -> {
                    opened++;
                    return data.open();
                },
                ROWS,
                trials,
                wanted);
    }

    private static long value(Row row) {
        return (Long) row.value("n").orElseThrow();
    }

    @Test
    void positionsInOrderTakeOneReadingForEachCombination() {
        try (RowFeed feed = feed(3, _ -> true)) {
            for (long position = 0; position < 4L * ROWS * 3; position++) {
                assertThat(value(feed.row(position))).isEqualTo(position / 3 % ROWS);
            }
        }
        assertThat(opened).isEqualTo(4);
    }

    @Test
    void positionsNearlyInOrderDoToo() {
        List<Long> positions = LongStream.range(0, 2L * ROWS).boxed().toList();
        Random random = new Random(3);
        try (RowFeed feed = feed(1, _ -> true)) {
            for (int from = 0; from < positions.size(); from += 500) {
                List<Long> window = new ArrayList<>(positions.subList(from, from + 500));
                Collections.shuffle(window, random);
                for (long position : window) {
                    assertThat(value(feed.row(position))).isEqualTo(position % ROWS);
                }
            }
        }
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void theEndOfACombinationIsStillThereWhenTheNextHasBegun() {
        try (RowFeed feed = feed(1, _ -> true)) {
            feed.row(ROWS - 10);
            feed.row(ROWS + 1);
            assertThat(value(feed.row(ROWS - 15))).isEqualTo(ROWS - 15);
            assertThat(value(feed.row(ROWS - 1))).isEqualTo(ROWS - 1);
            assertThat(value(feed.row(ROWS))).isZero();
        }
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void manyWhoComeTooLateShareAReading() {
        try (RowFeed feed = feed(1, _ -> true)) {
            feed.row(ROWS - 1);
            for (long late = 0; late < ROWS - RowFeed.KEPT - 1; late++) {
                assertThat(value(feed.row(late))).isEqualTo(late);
            }
        }
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void anyOrderIsRight() {
        Random random = new Random(5);
        try (RowFeed feed = feed(2, _ -> true)) {
            for (int i = 0; i < 200; i++) {
                long position = random.nextLong(3L * 2 * ROWS);
                assertThat(value(feed.row(position))).isEqualTo(position / 2 % ROWS);
            }
        }
    }

    @Test
    void whatNobodyWantsIsNotKept() {
        try (RowFeed feed = feed(1, position -> position % 2 == 0)) {
            feed.row(10);
            feed.row(8);
            assertThat(opened).isEqualTo(1);
            feed.row(9);
        }
        assertThat(opened).isEqualTo(2);
    }

    @Test
    void whatIsClosedGivesNothing() {
        RowFeed feed = feed(1, _ -> true);
        feed.row(0);
        feed.close();
        assertThatThrownBy(() -> feed.row(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the evaluation's data is closed");
    }
}
