package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.util.stream.Collectors.joining;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

class CsvTest {
    private static final String LONG = "; a value that holds a comma needs double quotes around it";
    private static final String SHORT =
            "; a value that is missing needs its comma, one that holds a line's end double quotes"
                    + " around it";

    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.csv"), text);
    }

    private DataFrame read(String text) throws IOException {
        return DataFrame.csv(file(text));
    }

    private void refused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> DataFrame.csv(file))
                .isInstanceOf(TableException.class)
                .hasMessage(file + message);
    }

    private static List<Object> values(DataFrame table, String column) {
        return table.column(column).values().stream().map(v -> v.orElse("(missing)")).toList();
    }

    @Nested
    class Records {
        @Test
        void everyKindOfLineEndIsRead() throws IOException {
            for (String end : List.of("\n", "\r\n", "\r")) {
                DataFrame table = read(String.join(end, "a,b", "1,x", "2,y", ""));
                assertThat(table.columns()).containsExactly("a", "b");
                assertThat(values(table, "a")).containsExactly(1L, 2L);
                assertThat(values(table, "b")).containsExactly("x", "y");
            }
        }

        @Test
        void theLastLineNeedsNoEnd() throws IOException {
            assertThat(values(read("a,b\n1,x"), "b")).containsExactly("x");
        }

        @Test
        void aByteOrderMarkIsLeftOutAlsoBeforeAQuotedName() throws IOException {
            assertThat(read("\uFEFFa,b\n1,2\n").columns()).containsExactly("a", "b");
            assertThat(read("\uFEFF\"a\",b\n1,2\n").columns()).containsExactly("a", "b");
        }

        @Test
        void aQuotedValueMayHoldCommasQuotesAndLineEnds() throws IOException {
            DataFrame table = read("a,b\n\"x,y\",\"say \"\"no\"\"\"\n\"1\r\n2\",\"c:\\d\"\n");
            assertThat(values(table, "a")).containsExactly("x,y", "1\r\n2");
            assertThat(values(table, "b")).containsExactly("say \"no\"", "c:\\d");
        }

        @Test
        void aQuoteInsideAPlainValueIsAQuote() throws IOException {
            assertThat(values(read("a,b\n5\" disk,x\n"), "a")).containsExactly("5\" disk");
        }

        @Test
        void spacesAndHashesArePartOfAValue() throws IOException {
            DataFrame table = read("a,b\n# one , x \n");
            assertThat(values(table, "a")).containsExactly("# one ");
            assertThat(values(table, "b")).containsExactly(" x ");
        }

        @Test
        void linesWithNothingOnThemAreSkipped() throws IOException {
            assertThat(values(read("\n\na,b\n\n1,x\n\n\n2,y\n\n"), "a")).containsExactly(1L, 2L);
            assertThat(values(read("a\nx\n\n\"\"\ny\n"), "a")).containsExactly("x", "", "y");
        }

        @Test
        void rowsAreLabelledFromNought() throws IOException {
            assertThat(read("a\nx\ny\n").labels()).containsExactly("0", "1");
        }

        @Test
        void aHeadAloneIsATableWithoutRows() throws IOException {
            DataFrame table = read("a,b\n");
            assertThat(table.height()).isZero();
            assertThat(table.columns()).containsExactly("a", "b");
        }

        @Test
        void hostileTextComesThroughUnchanged() throws IOException {
            String hostile = "\u202Eabc \u0000 \u001B[31m ${x} 😀 日本";
            assertThat(values(read("a,b\n" + hostile + ",1\n"), "a")).containsExactly(hostile);
            String long1 = "x".repeat(1 << 20);
            assertThat(values(read("a\n\"" + long1 + "\"\n"), "a")).containsExactly(long1);
        }
    }

    @Nested
    class Refusals {
        @Test
        void aShortOrLongRowIsNamedByItsLine() throws IOException {
            refused(
                    "a,b\n1,2\n3\n",
                    ", line 3: expected 2 values as in the first line, got 1" + SHORT);
            refused(
                    "a,b\n1,2,\n",
                    ", line 2: expected 2 values as in the first line, got 3" + LONG);
            refused(
                    "question,answer\nIs it red, or blue?,red\n",
                    ", line 2: expected 2 values as in the first line, got 3" + LONG);
        }

        @Test
        void theLineIsRightAfterValuesOfSeveralLinesAndBlankLines() throws IOException {
            refused(
                    "a,b\r\n1,\"x\r\ny\r\nz\"\r\n\r\n3\r\n",
                    ", line 6: expected 2 values as in the first line, got 1" + SHORT);
        }

        @Test
        void aRowOfSeveralLinesIsNamedByItsFirst() throws IOException {
            refused(
                    "a,b\n1,2\n3,\"x\ny\",4\n",
                    ", line 3: expected 2 values as in the first line, got 3" + LONG);
        }

        @Test
        void aQuoteThatIsNeverClosedIsNamedWhereItOpens() throws IOException {
            refused(
                    "a,b\n1,2\n3,\"x\n4,5\n6,7\n",
                    ", line 3: the quote that opens here is never closed");
        }

        @Test
        void textAfterAClosingQuoteIsNamed() throws IOException {
            Path file = file("a,b\n1,2\n\"x\"y,2\n");
            assertThatThrownBy(() -> DataFrame.csv(file))
                    .isInstanceOf(TableException.class)
                    .hasMessageStartingWith(
                            file
                                    + ", line 3: expected CSV, values with quotes inside in double"
                                    + " quotes and their quotes doubled: ");
        }

        @Test
        void columnsNeedNamesOfTheirOwn() throws IOException {
            String unnamed =
                    ", line 1: column %d has no name; give it one, or leave it out (pandas writes"
                            + " its index so: to_csv(…, index=False))";
            refused("a,,c\n1,2,3\n", unnamed.formatted(2));
            refused("a, ,c\n1,2,3\n", unnamed.formatted(2));
            refused(",a\n0,x\n", unnamed.formatted(1));
            refused("\na,b,a\n1,2,3\n", ", line 2: two columns are named 'a'; rename one");
        }

        @Test
        void otherSeparatorsAreNamed() throws IOException {
            Map.of("a;b", "semicolons", "a\tb", "tabs", "a|b", "bars")
                    .forEach(
                            (names, separator) -> {
                                try {
                                    refused(
                                            names + "\n1;2\n",
                                            ", line 1: expected names separated by commas, got '%s', which seems to be separated by %s; save the file with commas"
                                                    .formatted(
                                                            names.replace('\t', ' '), separator));
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
            assertThat(read("\"a|b\"\n1\n").columns()).containsExactly("a|b");
        }

        @Test
        void anEmptyFileIsNamed() throws IOException {
            refused("", " is empty; expected a first line with the columns' names");
            refused("\n\n", " is empty; expected a first line with the columns' names");
            refused("\uFEFF", " is empty; expected a first line with the columns' names");
        }

        @Test
        void bytesThatAreNoUtf8AreNamedByTheirLine() throws IOException {
            for (String end : List.of("\n", "\r\n", "\r")) {
                String message =
                        ", line 4, byte %d: not UTF-8; convert it, for example with iconv -f"
                                        .formatted(14 + 3 * end.length())
                                + " WINDOWS-1252 -t UTF-8";
                Path file = folder.resolve("latin.csv");
                String text = String.join(end, "a,b", "1,x", "2,y", "3,caf\u00e9", "4,z");
                Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
                assertThatThrownBy(() -> DataFrame.csv(file)).hasMessage(file + message);
            }
        }

        @Test
        void bytesThatAreNoUtf8AreFoundFarIntoAFile() throws IOException {
            Path file = folder.resolve("far.csv");
            String rows = "1,häuser\n".repeat(40_000);
            Files.write(file, ("a,b\n" + rows).getBytes(StandardCharsets.UTF_8));
            Files.write(file, new byte[] {'1', ',', (byte) 0xff, '\n'}, StandardOpenOption.APPEND);
            assertThatThrownBy(() -> DataFrame.csv(file))
                    .hasMessageStartingWith(file + ", line 40002, byte 400006: not UTF-8;");
        }

        @Test
        void aFileThatEndsInsideACharacterIsNamed() throws IOException {
            Path file = folder.resolve("cut.csv");
            Files.write(file, new byte[] {'a', '\n', 'x', '\n', (byte) 0xc3});
            assertThatThrownBy(() -> DataFrame.csv(file))
                    .hasMessageStartingWith(file + ", line 3, byte 4: not UTF-8;");
        }

        @Test
        void aMissingFileAndAFolderAreNamed() throws IOException {
            Path missing = folder.resolve("none.csv");
            assertThatThrownBy(() -> DataFrame.csv(missing))
                    .isInstanceOf(TableException.class)
                    .hasMessage("there is no file " + missing);
            assertThatThrownBy(() -> DataFrame.csv(folder))
                    .isInstanceOf(TableException.class)
                    .hasMessage(folder + " cannot be read: it is a folder");
            Path below = Files.writeString(folder.resolve("file"), "").resolve("none.csv");
            assertThatThrownBy(() -> DataFrame.csv(below))
                    .hasMessage(below + " cannot be read: Not a directory");
        }

        @Test
        void aDeviceIsNoFile() {
            assertThatThrownBy(() -> DataFrame.csv(Path.of("/dev/null")))
                    .hasMessage(
                            "/dev/null cannot be read: it is a pipe or a device, and data is read"
                                    + " more than once; write it to a file first");
        }

        @Test
        void whatMayNotBeReadOrWasInterruptedIsSaid() {
            Path file = Path.of("x.csv");
            assertThat(TableFile.failed(file, new AccessDeniedException("x.csv")))
                    .hasMessage(
                            "x.csv cannot be read: this user may not read it; change its"
                                    + " permissions");
            assertThat(TableFile.failed(file, new ClosedByInterruptException()))
                    .hasMessage("x.csv cannot be read: its reader was interrupted");
        }

        @Test
        void aQuoteThatIsMissingDoesNotFillTheMemory() throws IOException {
            Path file = file("a,b\n1,\"x\n" + "2,y\n".repeat(CsvRecords.LONGEST_VALUE / 4));
            assertThatThrownBy(() -> DataFrame.csv(file))
                    .hasMessage(
                            file
                                    + ", line 2: the value that begins here is longer than 16 MiB;"
                                    + " is a quote or a line's end missing?");
        }
    }

    @Nested
    class Types {
        @Test
        void aColumnHasTheNarrowestTypeThatHoldsAllItsValues() throws IOException {
            DataFrame table = read("i,d,b,t,m\n1,0.5,true,x,1\n-20,3,False,1,\n0,1e3,TRUE,,2\n");
            assertThat(values(table, "i")).containsExactly(1L, -20L, 0L);
            assertThat(values(table, "d")).containsExactly(0.5, 3.0, 1000.0);
            assertThat(values(table, "b")).containsExactly(true, false, true);
            assertThat(values(table, "t")).containsExactly("x", "1", "(missing)");
            assertThat(values(table, "m")).containsExactly(1L, "(missing)", 2L);
        }

        @Test
        void whatWouldNotComeBackAsItStandsIsText() throws IOException {
            for (String text :
                    List.of(
                            "007",
                            "+1",
                            "1.",
                            "12345678901234567890",
                            "9223372036854775808",
                            "3.141592653589793238",
                            "1e400",
                            "1e-400",
                            "0x10",
                            "1,5",
                            "1_000",
                            "NaN",
                            "Infinity",
                            "٣",
                            "1f",
                            "tRue",
                            "yes",
                            " 1",
                            "2024-02-29",
                            "2024-02-29T10:00:00Z",
                            "NA",
                            "N/A",
                            "null",
                            "None")) {
                assertThat(values(read("a\n\"" + text + "\"\n"), "a")).containsExactly(text);
            }
        }

        @Test
        void oneWholeNumberThatADoubleCannotHoldMakesADecimalColumnText() throws IOException {
            assertThat(values(read("a\n0.5\n9007199254740993\n"), "a"))
                    .containsExactly("0.5", "9007199254740993");
        }

        @Test
        void everyLongAndDoubleComesBackExactly() throws IOException {
            Random random = new Random(7);
            List<Long> longs =
                    IntStream.range(0, 500)
                            .mapToObj(i -> i == 0 ? Long.MIN_VALUE : random.nextLong())
                            .toList();
            List<Double> doubles =
                    IntStream.range(0, 500)
                            .mapToObj(
                                    i -> {
                                        double d = Double.longBitsToDouble(random.nextLong());
                                        return Double.isFinite(d) ? d : Double.MIN_VALUE;
                                    })
                            .toList();
            StringBuilder text = new StringBuilder("l,d\n");
            for (int i = 0; i < 500; i++) {
                text.append(longs.get(i)).append(',').append(doubles.get(i)).append('\n');
            }
            DataFrame table = read(text.append("0,-0.0\n").toString());
            assertThat(values(table, "l").subList(0, 500)).isEqualTo(longs);
            assertThat(values(table, "d").subList(0, 500)).isEqualTo(doubles);
            assertThat(values(table, "d").getLast()).isEqualTo(-0.0);
        }

        @Test
        void aQuotedEmptyValueIsTheEmptyTextAndMissingAmongNumbers() throws IOException {
            DataFrame table = read("t,n,e\n\"\",1,\nx,\"\",\n");
            assertThat(values(table, "t")).containsExactly("", "x");
            assertThat(values(table, "n")).containsExactly(1L, "(missing)");
            assertThat(table.column("e").value(0)).isEqualTo(Optional.empty());
        }

        @Test
        void aTypeThatIsAskedForIsUsed() throws IOException {
            Path file = file("s,i,d,b\n7,1,2,true\n8,,3.141592653589793238,false\n");
            DataFrame table =
                    DataFrame.csv(
                            file,
                            Map.of(
                                    "s", String.class,
                                    "i", int.class,
                                    "d", double.class,
                                    "b", Boolean.class));
            assertThat(values(table, "s")).containsExactly("7", "8");
            assertThat(values(table, "i")).containsExactly(1L, "(missing)");
            assertThat(values(table, "d")).containsExactly(2.0, Math.PI);
            assertThat(values(table, "b")).containsExactly(true, false);
        }

        @Test
        void theFirstValueThatDoesNotFitIsNamedByLineRowAndColumn() throws IOException {
            Path file = file("q,n\n\"a\nb\",1\nc,x\nd,y\n");
            assertThatThrownBy(() -> DataFrame.csv(file, Map.of("n", long.class)))
                    .isInstanceOf(TableException.class)
                    .hasMessage(
                            file
                                    + ", line 4 (row 1), column 'n': expected a whole number, got"
                                    + " 'x'");
            assertThatThrownBy(() -> DataFrame.csv(file, Map.of("n", double.class)))
                    .hasMessage(file + ", line 4 (row 1), column 'n': expected a number, got 'x'");
            assertThatThrownBy(() -> DataFrame.csv(file, Map.of("n", boolean.class)))
                    .hasMessage(
                            file + ", line 2 (row 0), column 'n': expected true or false, got '1'");
        }

        @Test
        void aFigureOverAColumnOfTextNamesTheWordInIt() throws IOException {
            Column column = read("n\n1\n2\nn/a\n4\n").column("n");
            assertThatThrownBy(column::mean)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("row 2 of column 'n' is no finite number: n/a");
        }
    }

    @Test
    void aHundredThousandColumnsAreRead() throws IOException {
        int columns = 100_000;
        String names = IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(joining(","));
        String values =
                IntStream.range(0, columns).mapToObj(Integer::toString).collect(joining(","));
        DataFrame table = read(names + "\n" + values + "\n" + values + "\n");
        assertThat(table.width()).isEqualTo(columns);
        assertThat(table.row(1).value("c99999")).contains(99_999L);
        Path jsonl = folder.resolve("wide.jsonl");
        table.writeJsonl(jsonl);
        Dataset streamed = Dataset.jsonl(jsonl);
        assertThat(streamed.sha256()).isEqualTo(table.sha256());
        assertThat(table.concat(table).column("c99999").values()).hasSize(4);
        refused(
                names + "\n" + values + ",1\n",
                ", line 2: expected 100000 values as in the first line, got 100001" + LONG);
    }

    @Test
    void aLargeFileIsRead() throws IOException {
        Path file = folder.resolve("large.csv");
        int rows = 200_000;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,question,score\n");
            for (int i = 0; i < rows; i++) {
                out.write(i + ",\"How much is " + i + " + 1,\nplease?\"," + i / 8.0 + "\n");
            }
        }
        DataFrame table = DataFrame.csv(file);
        assertThat(table.height()).isEqualTo(rows);
        assertThat(table.column("id").sum()).isEqualTo(rows / 2.0 * (rows - 1));
        assertThat(table.row(rows - 1).value("question"))
                .contains("How much is 199999 + 1,\nplease?");
    }
}
