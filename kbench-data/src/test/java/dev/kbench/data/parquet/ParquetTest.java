package dev.kbench.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.table.Row;
import dev.kbench.table.RowCursor;
import dev.kbench.table.TableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Files that pyarrow wrote (`src/test/python/parquet_files.py golden`) give the values that were
/// put into them.
class ParquetTest {
    @TempDir Path folder;

    static Path golden(String name) {
        return Path.of("src/test/resources/parquet", name + ".parquet");
    }

    private static Map<String, Object> valuesOf(Row row) {
        return row.params().asMap();
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @ValueSource(strings = {"types", "types-v2"})
    void everyTypeThatATableHasIsRead(String name) {
        DataFrame table = DataFrame.parquet(golden(name));

        assertThat(table.height()).isEqualTo(3);
        assertThat(table.width()).isEqualTo(32);
        assertThat(table.column("nothing").missing()).isEqualTo(3);
        assertThat(valuesOf(table.row(0)))
                .containsAllEntriesOf(
                        map(
                                "bool",
                                true,
                                "int8",
                                1L,
                                "int16",
                                1L,
                                "int32",
                                1L,
                                "int64",
                                1L,
                                "uint8",
                                255L,
                                "uint16",
                                65_535L,
                                "uint32",
                                4_294_967_295L))
                .containsEntry("uint64", new BigInteger("18446744073709551615"))
                .containsEntry("float16", 1.5)
                .containsEntry("float32", 1.1)
                .containsEntry("float64", 0.1)
                .containsEntry("text", "é😀")
                .containsEntry("large", "x")
                .containsEntry("words", "x")
                .containsEntry("date", LocalDate.of(2024, 2, 29))
                .containsEntry("millis", LocalDateTime.parse("2024-01-02T03:04:05.006"))
                .containsEntry("micros", LocalDateTime.parse("2024-01-02T03:04:05.000006"))
                .containsEntry("nanos", LocalDateTime.parse("2024-01-02T03:04:05.000000007"))
                .containsEntry("instant", Instant.parse("2024-01-02T03:04:05.000006Z"))
                .containsEntry("time32", LocalTime.of(1, 2, 3))
                .containsEntry("time64", LocalTime.parse("01:02:03.000004"))
                .containsEntry("decimal", new BigDecimal("1.10"))
                .containsEntry(
                        "decimal38", new BigDecimal("12345678901234567890123456789012345.678"))
                .containsEntry("ints", Arrays.asList(1L, null, 2L))
                .containsEntry("nested", Arrays.asList(List.of("a"), null))
                .containsEntry("pair", List.of(1.0, 2.0))
                .containsEntry("struct", Map.of("a", 1L, "b", "x"))
                .containsEntry(
                        "chat",
                        List.of(
                                Map.of("role", "user", "content", "hi"),
                                map("role", "bot", "content", null)))
                .containsEntry("map", map("k", 1L, "l", null))
                .containsEntry("by_number", Map.of("1", "a"));
        assertThat(valuesOf(table.row(1)))
                .containsEntry("int64", -4_611_686_018_427_387_904L)
                .containsEntry("float32", -0.0)
                .containsEntry("float64", Double.POSITIVE_INFINITY)
                .containsEntry("text", "")
                .containsEntry("date", LocalDate.of(1, 1, 1))
                .containsEntry("decimal", new BigDecimal("-0.01"))
                .containsEntry("ints", List.of())
                .containsEntry("nested", List.of(List.of(), Arrays.asList("b", null)))
                .containsEntry("chat", List.of())
                .containsEntry("map", Map.of())
                .doesNotContainKeys("bool", "millis", "instant", "time32", "pair", "struct");
        assertThat(valuesOf(table.row(2)))
                .containsEntry("nanos", LocalDateTime.parse("1969-12-31T23:59:59.999999999"))
                .containsEntry("instant", Instant.parse("1969-01-01T00:00:00Z"))
                .containsEntry("struct", map("a", null, "b", null))
                .doesNotContainKeys("text", "ints", "nested", "chat", "map", "by_number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd", "lz4"})
    void everyCommonCompressionIsRead(String name) {
        assertThat(DataFrame.parquet(golden(name)).column("q").values())
                .containsExactly(Optional.of("a"), Optional.of("b"), Optional.of("c"));
        assertThat(DataFrame.parquet(golden(name)).column("n").sum()).isEqualTo(6);
    }

    @Test
    void rowsGoOnOverPagesAndRowGroups() {
        Dataset data = Dataset.file(golden("groups"));
        List<Object> numbers = new ArrayList<>();
        List<Object> texts = new ArrayList<>();
        try (RowCursor rows = data.open()) {
            rows.forEachRemaining(
                    row -> {
                        numbers.add(row.value("n").orElseThrow());
                        texts.add(row.value("t").orElseThrow());
                    });
        }
        assertThat(numbers).isEqualTo(LongStream.range(0, 1000).boxed().toList());
        assertThat(texts)
                .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "row " + i % 7).toList());
        assertThat(data.sha256()).isEqualTo(DataFrame.parquet(golden("groups")).sha256());
    }

    @Test
    void timesOfOldAreRead() {
        assertThat(DataFrame.parquet(golden("int96")).column("t").value(0))
                .contains(LocalDateTime.parse("2024-01-02T03:04:05.000006"));
    }

    @Test
    void aFileWithoutRowsIsATableWithoutRows() {
        DataFrame table = DataFrame.parquet(golden("no-rows"));
        assertThat(table.height()).isZero();
        assertThat(table.columns()).containsExactly("q", "n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "brotli | column 'q' is compressed with BROTLI, which is not read; uncompressed,"
                        + " Snappy, gzip, zstd and LZ4_RAW are: write it with one of them (pyarrow:"
                        + " compression='zstd')",
                "bytes | column 'image.bytes' holds bytes (BYTE_ARRAY); expected text, numbers,"
                        + " booleans, dates, times, decimals, lists, maps or structs of them: write"
                        + " it as text, or leave the column out",
                "no-columns | it has no columns",
                "twice | two columns are named 'a'; rename one",
            })
    void whatHasNoPlaceInATableIsNamed(String name, String message) {
        Path file = golden(name);
        assertThatThrownBy(() -> DataFrame.parquet(file))
                .isInstanceOf(TableException.class)
                .hasMessage(file + " cannot be read: " + message);
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Path csv = Files.writeString(folder.resolve("rows.parquet"), "question,answer\na,b\n");
        assertThatThrownBy(() -> DataFrame.parquet(csv))
                .hasMessage(
                        csv
                                + " cannot be read: it is damaged, or no Parquet file: it does not"
                                + " end as one, with PAR1; was it cut off?; copy or write it"
                                + " again");
        Path empty = Files.writeString(folder.resolve("empty.parquet"), "");
        assertThatThrownBy(() -> DataFrame.parquet(empty))
                .hasMessage(
                        empty
                                + " cannot be read: it is damaged, or no Parquet file: it has 0"
                                + " bytes; copy or write it again");
        Path missing = folder.resolve("none.parquet");
        assertThatThrownBy(() -> DataFrame.parquet(missing))
                .hasMessage("there is no file " + missing);
    }

    @Test
    void aPageWhoseChecksumIsWrongIsNamed() throws IOException {
        byte[] bytes = Files.readAllBytes(golden("groups"));
        bytes[50] ^= 1;
        Path file = Files.write(folder.resolve("flipped.parquet"), bytes);
        assertThatThrownBy(() -> DataFrame.parquet(file))
                .hasMessage(
                        file
                                + " cannot be read: it is damaged, or no Parquet file: column 'n'"
                                + " has a page whose checksum is wrong; copy or write it again");
    }

    @Test
    void aTypeThatIsAskedForNamesWhatDoesNotFit() {
        Path file = golden("snappy");
        assertThatThrownBy(() -> Dataset.file(file).withTypes(Map.of("q", int.class)).height())
                .hasMessage(
                        file + ", row 0, column 'q': expected a whole number, got the text 'a'");
    }
}
