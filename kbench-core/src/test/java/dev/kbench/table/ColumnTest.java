package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class ColumnTest {
    private record Report(double accuracy, boolean isCorrect) {}

    private static Column column(Object... values) {
        return DataFrame.ofColumns("x", Arrays.asList(values)).column("x");
    }

    private static void refused(Column column, String message) {
        for (Runnable figure :
                List.<Runnable>of(
                        column::mean,
                        column::std,
                        column::min,
                        column::max,
                        column::sum,
                        () -> column.quantile(0.5))) {
            assertThatThrownBy(figure::run)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
        }
    }

    /// Reference values: R 4, mean, sd, quantile(type = 7) of c(2, 4, 4, 4, 5, 5, 7, 9).
    @Test
    void figuresAreTheTextbooks() {
        Column column = column(2, 4L, 4.0, 4, 5f, 5, (short) 7, 9);
        assertThat(column.mean()).isEqualTo(5.0);
        assertThat(column.std()).isCloseTo(2.138089935299395, within(1e-15));
        assertThat(column.min()).isEqualTo(2);
        assertThat(column.max()).isEqualTo(9);
        assertThat(column.sum()).isEqualTo(40);
        assertThat(column.quantile(0)).isEqualTo(2);
        assertThat(column.quantile(0.25)).isEqualTo(4);
        assertThat(column.quantile(0.5)).isEqualTo(4.5);
        assertThat(column.quantile(0.9)).isCloseTo(7.6, within(1e-12));
        assertThat(column.quantile(1)).isEqualTo(9);
    }

    @Test
    void trueCountsAsOneAndFalseAsNought() {
        assertThat(column(true, false, true, true).mean()).isEqualTo(0.75);
    }

    @Test
    void manyEqualNumbersHaveThatMeanAndNoDeviation() {
        Column column = column(Collections.nCopies(1_000, 0.1).toArray());
        assertThat(column.mean()).isEqualTo(0.1);
        assertThat(column.std()).isZero();
    }

    @Test
    void aMissingValueIsRefusedByName() {
        refused(
                column(1, null, 3, null),
                "column 'x' has no value in 2 of 4 rows (the first: row 1)");
    }

    @Test
    void whatIsNoNumberIsRefusedByName() {
        refused(column(1, "two"), "row 1 of column 'x' is no finite number: two");
        refused(column(1, 2, Double.NaN), "row 2 of column 'x' is no finite number: NaN");
        refused(
                column(Double.NEGATIVE_INFINITY, 1),
                "row 0 of column 'x' is no finite number: -Infinity");
        refused(column(1, List.of(2)), "row 1 of column 'x' is no finite number: [2]");
    }

    @Test
    void noValuesHaveNoFigure() {
        refused(column(), "column 'x' has no values");
    }

    @Test
    void oneValueHasNoDeviation() {
        assertThatThrownBy(column(1)::std)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column 'x' has one value; a deviation needs two");
        assertThat(column(3).quantile(0.9)).isEqualTo(3);
    }

    @Test
    void aQuantileIsBetweenNoughtAndOne() {
        for (double p : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> column(1).quantile(p))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("p must be between 0 and 1, got " + p);
        }
    }

    @Test
    void aFieldIsAKeyOrAComponent() {
        Column column = column(Map.of("accuracy", 0.5), new Report(1, true));
        assertThat(column.field("accuracy").mean()).isEqualTo(0.75);
        assertThat(column.field("accuracy").name()).isEqualTo("x.accuracy");
    }

    @Test
    void aFieldThatOneRowLacksIsMissingThere() {
        Column field = column(Map.of("a", 1), Map.of("b", 2), null).field("a");
        assertThat(field.missing()).isEqualTo(2);
        assertThatThrownBy(field::mean)
                .hasMessage("column 'x.a' has no value in 2 of 3 rows (the first: row 1)");
    }

    @Test
    void aFieldThatNoRowHasIsRefused() {
        assertThatThrownBy(() -> column(Map.of("a", 1)).field("b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value of column 'x' has a field 'b'; the first is {a=1}");
    }

    @Test
    void aFieldOfANumberIsRefused() {
        assertThatThrownBy(() -> column(Map.of("a", 1), 2).field("a"))
                .hasMessage("row 1 of column 'x' is no map and no record, but a Integer");
    }

    @Test
    void fieldsNest() {
        Map<String, Object> inner = new HashMap<>();
        inner.put("b", 3);
        assertThat(column(Map.of("a", inner)).field("a").field("b").sum()).isEqualTo(3);
    }

    @Test
    void columnsAreEqualByNameAndValues() {
        assertThat(column(1, null)).isEqualTo(column(1, null)).hasSameHashCodeAs(column(1, null));
        assertThat(column(1)).isNotEqualTo(column(1L)).hasToString("x[1]");
    }
}
