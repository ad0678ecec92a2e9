package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

class DataFrameTest {
    private record Question(String text, int answer) {}

    private static final DataFrame RIDDLES =
            DataFrame.ofColumns("riddle", List.of("a", "b", "c"), "answer", List.of(1, 2, 4));

    @Nested
    class Making {
        @Test
        void rowsAsMapsGiveColumnsInOrderOfAppearance() {
            Map<String, Object> first = new LinkedHashMap<>();
            first.put("z", 1);
            first.put("a", "x");
            DataFrame table = DataFrame.ofRows(first, Map.of("m", true));
            assertThat(table.columns()).containsExactly("z", "a", "m");
            assertThat(table.column("z").values())
                    .containsExactly(Optional.of(1), Optional.empty());
            assertThat(table.column("m").missing()).isEqualTo(1);
            assertThat(table.labels()).containsExactly("0", "1");
        }

        @Test
        void aNullInAMapIsMissing() {
            Map<String, Object> row = new HashMap<>();
            row.put("a", null);
            assertThat(DataFrame.ofRows(row).column("a").missing()).isEqualTo(1);
        }

        @Test
        void rowsAsRecordsGiveAColumnForEachComponent() {
            DataFrame table = DataFrame.from(List.of(new Question("q", 3), new Question("r", 4)));
            assertThat(table.columns()).containsExactly("text", "answer");
            assertThat(table.column("answer").sum()).isEqualTo(7);
        }

        @Test
        void otherRowsAreRefused() {
            assertThatThrownBy(() -> DataFrame.from(List.of(new Question("q", 1), "x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("row 1: expected a map or a record, got a java.lang.String");
            assertThatThrownBy(() -> DataFrame.from(List.of(Map.of(1, 2))))
                    .hasMessage("row 0: a column's name must be text, got 1");
        }

        @Test
        void columnsOfOneHeightMakeATable() {
            assertThat(RIDDLES.height()).isEqualTo(3);
            assertThat(RIDDLES.width()).isEqualTo(2);
            assertThatThrownBy(() -> DataFrame.ofColumns("a", List.of(1), "b", List.of()))
                    .hasMessage("column 'a' has 1 values, column 'b' has 0");
            assertThatThrownBy(() -> DataFrame.ofColumns("a", List.of(1), "a", List.of(1)))
                    .hasMessage("column 'a' is given twice");
            assertThatThrownBy(() -> DataFrame.ofColumns("a", List.of(1), "b"))
                    .hasMessage("the last column has no values: b");
            assertThatThrownBy(() -> DataFrame.ofColumns("a", List.of(1), "b", 2))
                    .hasMessage("ofColumns takes names and collections by turns, got b and 2");
        }

        @Test
        void noRowsMakeAnEmptyTable() {
            assertThat(DataFrame.from(List.of())).isEqualTo(DataFrame.empty());
            assertThat(DataFrame.empty().height()).isZero();
            assertThat(DataFrame.empty()).hasToString("\n");
        }

        @Test
        void whatIsChangedAfterwardsDoesNotChangeTheTable() {
            List<Object> values = new ArrayList<>(List.of(1, 2));
            DataFrame table = DataFrame.ofColumns("a", values);
            values.set(0, 9);
            assertThat(table.column("a").value(0)).contains(1);
        }
    }

    @Nested
    class Parts {
        @Test
        void aColumnThatIsNotThereIsNamedWithThoseThatAre() {
            assertThatThrownBy(() -> RIDDLES.column("riddel"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("there is no column 'riddel'; there are [riddle, answer]");
        }

        @Test
        void aRowGivesItsValues() {
            Row row = RIDDLES.row(2);
            assertThat(row.label()).isEqualTo("2");
            assertThat(row.value("answer")).contains(4);
            assertThat(row.value("none")).isEmpty();
            assertThat(row.params().asMap())
                    .containsExactly(Map.entry("riddle", "c"), Map.entry("answer", 4));
            assertThatThrownBy(() -> RIDDLES.row(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }

        @Test
        void aMissingValueIsNoParameter() {
            DataFrame table = DataFrame.ofRows(Map.of("a", 1), Map.of("b", 2));
            assertThat(table.row(1).params().asMap()).containsOnlyKeys("b");
        }

        @Test
        void filteredRowsKeepTheirLabels() {
            DataFrame even = RIDDLES.filter(row -> row.value("answer").orElseThrow().equals(4));
            assertThat(even.labels()).containsExactly("2");
            assertThat(even.column("riddle").value(0)).contains("c");
            assertThat(RIDDLES.filter(_ -> false).columns()).containsExactly("riddle", "answer");
        }

        @Test
        void theHeadIsTheFirstRows() {
            assertThat(RIDDLES.head(2).labels()).containsExactly("0", "1");
            assertThat(RIDDLES.head(9)).isEqualTo(RIDDLES);
        }

        @Test
        void labelsAreOneForEachRow() {
            assertThat(RIDDLES.withLabels(List.of("x", "y", "x")).row(2).label()).isEqualTo("x");
            assertThatThrownBy(() -> RIDDLES.withLabels(List.of("x")))
                    .hasMessage("1 labels for 3 rows");
        }
    }

    @Nested
    class Comparing {
        @Test
        void equalTablesHaveEqualNamesValuesAndLabels() {
            DataFrame same =
                    DataFrame.ofColumns(
                            "riddle", List.of("a", "b", "c"), "answer", List.of(1, 2, 4));
            assertThat(same).isEqualTo(RIDDLES).hasSameHashCodeAs(RIDDLES);
            assertThat(same.withLabels(List.of("p", "q", "r"))).isNotEqualTo(RIDDLES);
            assertThat(
                            DataFrame.ofColumns(
                                    "answer", List.of(1, 2, 4), "riddle", List.of("a", "b", "c")))
                    .isNotEqualTo(RIDDLES);
        }

        @Test
        void theDigestIsOfNamesAndValuesNotOfLabels() {
            assertThat(RIDDLES.withLabels(List.of("p", "q", "r")).sha256())
                    .isEqualTo(RIDDLES.sha256());
            assertThat(RIDDLES.head(2).sha256()).isNotEqualTo(RIDDLES.sha256());
            assertThat(DataFrame.ofColumns("a", List.of("1")).sha256())
                    .isNotEqualTo(DataFrame.ofColumns("a", List.of(1)).sha256());
            assertThat(DataFrame.ofColumns("a", List.of(4.0)).sha256())
                    .isEqualTo(DataFrame.ofColumns("a", List.of(4)).sha256());
        }

        @Test
        void theDigestIsTheSameInEveryProcess() {
            assertThat(RIDDLES.sha256())
                    .isEqualTo("add0e5d97d36436da929da2bd5a3fbebe2ee7a83fecf3d4c93e63b7a4f3133f3");
        }
    }

    @Nested
    class JoiningRows {
        private final DataFrame left =
                DataFrame.ofColumns("a", List.of(1, 2)).withLabels(List.of("x", "y"));

        @Test
        void standSideBySide() {
            DataFrame joined = left.joinRows(DataFrame.ofColumns("b", List.of("one", "two")));
            assertThat(joined).hasToString("   a  b\nx  1  one\ny  2  two\n");
            assertThat(joined.labels()).containsExactly("x", "y");
        }

        @Test
        void ofAnotherHeightOrNameIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> left.joinRows(DataFrame.ofColumns("b", List.of(1))))
                    .withMessageContaining("2")
                    .withMessageContaining("1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> left.joinRows(DataFrame.ofColumns("a", List.of(1, 2))))
                    .withMessageContaining("'a'");
        }
    }

    @Nested
    class Printing {
        @Test
        void columnsAreAligned() {
            assertThat(DataFrame.ofRows(Map.of("answer", 10), Map.of("answer", "long text")))
                    .hasToString("   answer\n0  10\n1  long text\n");
        }

        @Test
        void longTablesAndCellsAreCut() {
            DataFrame table =
                    DataFrame.ofColumns(
                            "a", Collections.nCopies(25, "x".repeat(50) + "\u001B[31m\n"));
            assertThat(table.toString().lines())
                    .hasSize(22)
                    .contains("19  " + "x".repeat(39) + "…", "… 25 rows in all")
                    .noneMatch(line -> line.contains("\u001B"));
        }

        @Test
        void whatATerminalWouldObeyIsShown() {
            assertThat(DataFrame.ofColumns("a", List.of("x\n\u001B[31my\u202E")))
                    .hasToString("   a\n0  x↵␛[31my<U+202E>\n");
        }

        @Test
        void numbersStandBelowEachOther() {
            assertThat(
                            DataFrame.ofColumns(
                                    "n",
                                    Arrays.asList(5, null, 1.25),
                                    "word",
                                    List.of("a", "b", "c")))
                    .hasToString("      n  word\n0     5  a\n1        b\n2  1.25  c\n");
        }

        @Test
        void wideCharactersTakeTwoColumns() {
            assertThat(DataFrame.ofColumns("a", List.of("東京", "x"), "b", List.of("y", "z")))
                    .hasToString("   a     b\n0  東京  y\n1  x     z\n");
        }
    }

    @Test
    void aLargeTableIsMadeAndFiltered() {
        List<Integer> numbers = IntStream.range(0, 300_000).boxed().toList();
        DataFrame table = DataFrame.ofColumns("n", numbers);
        DataFrame even = table.filter(row -> (int) row.value("n").orElseThrow() % 2 == 0);
        assertThat(even.height()).isEqualTo(150_000);
        assertThat(even.column("n").max()).isEqualTo(299_998);
    }
}
