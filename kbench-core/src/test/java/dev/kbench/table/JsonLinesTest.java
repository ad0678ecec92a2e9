package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class JsonLinesTest {
    @TempDir Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.jsonl"), text);
    }

    private DataFrame read(String text) throws IOException {
        return DataFrame.jsonl(file(text));
    }

    @Test
    void namesAppearRowByRow() throws IOException {
        DataFrame table = read("{\"b\":1}\n{\"a\":\"x\",\"b\":null}\n{}\n");
        assertThat(table.columns()).containsExactly("b", "a");
        assertThat(table.column("b").values())
                .containsExactly(Optional.of(1L), Optional.empty(), Optional.empty());
        assertThat(table.column("a").values())
                .containsExactly(Optional.empty(), Optional.of("x"), Optional.empty());
    }

    @Test
    void markLineEndsAndBlankLinesAreNoRows() throws IOException {
        assertThat(read("\uFEFF{\"a\":1}\r\n\r\n \t\n{\"a\":2}").column("a").values())
                .containsExactly(Optional.of(1L), Optional.of(2L));
    }

    @Test
    void everyKindOfValueIsRead() throws IOException {
        DataFrame table =
                read(
                        "{\"t\":\"\\u00e9\\ud83d\\ude00\\n\",\"i\":-7,\"d\":1.5,\"b\":true,"
                                + "\"l\":[1,null,[\"x\"]],\"m\":{\"k\":{\"n\":null}},"
                                + "\"big\":12345678901234567890,\"exact\":3.141592653589793238}\n");
        Row row = table.row(0);
        assertThat(row.value("t")).contains("é😀\n");
        assertThat(row.value("i")).contains(-7L);
        assertThat(row.value("d")).contains(1.5);
        assertThat(row.value("b")).contains(true);
        assertThat(row.value("l")).contains(Arrays.asList(1L, null, List.of("x")));
        assertThat(table.column("m").field("k").value(0)).isPresent();
        assertThat(row.value("big")).contains(new BigInteger("12345678901234567890"));
        assertThat(row.value("exact")).contains(new BigDecimal("3.141592653589793238"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1, | , column 8: expected a JSON object: the line ends inside it; one"
                    + " object on each line, as jq -c . writes them, and a file that was cut off"
                    + " needs its last line removed",
                "{ | , column 2: expected a JSON object: the line ends inside it; one object on"
                    + " each line, as jq -c . writes them, and a file that was cut off needs its"
                    + " last line removed",
                "{\"a\":NaN} | , column 9: expected a JSON object: NaN is no JSON; write null",
                "{\"a\":1 \"b\":2} | , column 8: expected a JSON object: Unexpected character ('\"'"
                        + " (code 34)): was expecting comma to separate Object entries",
                "{\"a\":1,\"a\":2} | , column 11: expected a JSON object: Duplicate Object property"
                        + " \"a\"",
                "question,answer | , column 1: expected a JSON object: Unrecognized token"
                        + " 'question'",
                "[{\"a\":1}] | : expected a JSON object such as {\"question\": \"…\"}, got an"
                    + " array; a JSONL file holds one object on each line, as jq -c '.[]' writes"
                    + " them",
                "17 | : expected a JSON object such as {\"question\": \"…\"}, got 17",
                "{\"a\":1}{\"a\":2} | : expected the line's end after the object's; one object on"
                        + " each line",
                "{\" \":1} | : a name is empty; columns need names",
            })
    void aBrokenLineInTheMiddleIsNamed(String line, String message) throws IOException {
        Path file = file("{\"a\":0}\n\n" + line + "\n{\"a\":3}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(file))
                .isInstanceOf(TableException.class)
                .hasMessage(file + ", line 3" + message);
        assertThatThrownBy(() -> Dataset.jsonl(file).height())
                .hasMessage(file + ", line 3" + message);
    }

    @Test
    void aNumberOfEndlessSizeIsNamedByItsLine() throws IOException {
        Path file = file("{\"a\":1}\n{\"a\":1.5e99999999999}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(file))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        file
                                + ", line 2: a number whose exponent is too large; write it as a"
                                + " text, in quotes");
    }

    @Test
    void manyColumnsCostNoMoreThanTheyAre() throws IOException {
        int width = 200_000;
        StringBuilder line = new StringBuilder("{\"c0\":0");
        for (int i = 1; i < width; i++) {
            line.append(",\"c").append(i).append("\":").append(i);
        }
        DataFrame table = read(line + "}\n{\"c7\":1}\n");
        assertThat(table.width()).isEqualTo(width);
        assertThat(table.row(0).value("c199999")).contains(199_999L);
        assertThat(table.row(1).value("c199999")).isEmpty();
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Path file = file("{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(file))
                .hasMessage(
                        file
                                + ", line 1, column 1: expected a JSON object: values are nested"
                                + " more than 100 deep");
    }

    @Test
    void aLineThatNeverEndsIsRefusedBeforeItFillsTheMemory() throws IOException {
        Path file = file("{\"a\":\"" + "x".repeat(CsvRecords.LONGEST_VALUE) + "\"}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(file))
                .hasMessage(file + ", line 1: the line is longer than 16 MiB");
    }

    @Test
    void bytesThatAreNoUtf8AreNamedByTheirLine() throws IOException {
        Path file = folder.resolve("latin.jsonl");
        Files.write(file, "{\"a\":1}\n{\"a\":\"é\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> DataFrame.jsonl(file))
                .hasMessage(
                        file
                                + ", line 2, byte 14: not UTF-8; convert it, for example with iconv"
                                + " -f WINDOWS-1252 -t UTF-8");
    }

    @Test
    void aTypeThatIsAskedForNamesWhatDoesNotFit() throws IOException {
        Path file = file("{\"n\":1}\n{\"n\":1.5}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(file, Map.of("n", int.class)))
                .hasMessage(
                        file + ", line 2 (row 1), column 'n': expected a whole number, got 1.5");
    }

    @Test
    void anEmptyFileIsATableOfNothing() throws IOException {
        assertThat(read("")).isEqualTo(DataFrame.empty());
        assertThat(read("\n\n").height()).isZero();
    }
}
