package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class DatasetTest {
    @TempDir Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static List<String> labels(Dataset data) {
        List<String> labels = new ArrayList<>();
        try (RowCursor rows = data.open()) {
            rows.forEachRemaining(row -> labels.add(row.label()));
        }
        return labels;
    }

    @Test
    void aFileATableAndJsonOfOneContentHaveOneDigest() throws IOException {
        Path csv = file("a.csv", "q,n\nx,1\ny,2.5\n");
        Path jsonl = file("a.jsonl", "{\"q\":\"x\",\"n\":1}\n\n{\"q\":\"y\",\"n\":2.5}\n");
        DataFrame table = DataFrame.csv(csv);
        for (Dataset data : List.of(Dataset.csv(csv), Dataset.file(jsonl), Dataset.of(table))) {
            assertThat(data.columns()).containsExactly("q", "n");
            assertThat(data.height()).isEqualTo(2);
            assertThat(data.sha256()).isEqualTo(table.sha256());
            assertThat(labels(data)).containsExactly("0", "1");
        }
        assertThat(Dataset.csv(csv).ref())
                .isEqualTo(new DatasetRef("a.csv", List.of("q", "n"), 2, table.sha256()));
    }

    @Test
    void theFirstRowsAreADataSetOfTheirOwn() throws IOException {
        Path csv = file("a.csv", "n\n1\n2\nx\n");
        Dataset first = Dataset.csv(csv).head(2);
        assertThat(labels(first)).containsExactly("0", "1");
        assertThat(first.sha256()).isEqualTo(DataFrame.ofColumns("n", List.of(1, 2)).sha256());
    }

    @Test
    void aTypeThatIsAskedForNamesTheLineOfTheFirstValueThatIsOfAnother() throws IOException {
        Path csv = file("a.csv", "q,n\n\"x\ny\",1\nz,one\n");
        Dataset data = Dataset.csv(csv).withTypes(Map.of("n", int.class));
        assertThatThrownBy(data::height)
                .isInstanceOf(TableException.class)
                .hasMessage(
                        csv + ", line 4 (row 1), column 'n': expected a whole number, got 'one'");
    }

    @Test
    void aFileThatGrewIsNoticed() throws IOException {
        Path csv = file("a.csv", "n\n1\n");
        Dataset data = Dataset.csv(csv);
        assertThat(data.height()).isEqualTo(1);
        Files.writeString(csv, "n\n1\n2\n");
        assertThatThrownBy(data::open)
                .isInstanceOf(TableException.class)
                .hasMessage(
                        csv
                                + " was changed while it was in use: it had 4 bytes when it was"
                                + " first read, and has 6; evaluate a copy that nobody writes to");
    }

    @Test
    void aRowThatChangedIsNoticedAndNeverGivenOut() throws IOException {
        Path csv = file("a.csv", "n\n1\n2\n");
        Dataset data = Dataset.csv(csv);
        assertThat(data.height()).isEqualTo(2);
        Files.writeString(csv, "n\n1\n3\n");
        try (RowCursor rows = data.open()) {
            assertThat(rows.next().value("n")).contains(1L);
            assertThatThrownBy(rows::next)
                    .isInstanceOf(TableException.class)
                    .hasMessage(
                            csv
                                    + " was changed while it was in use: row 1 is not what it was"
                                    + " when it was first read; evaluate a copy that nobody writes"
                                    + " to");
        }
    }

    @Test
    void jsonOfDifferentKindsInAColumnNamesBothLines() throws IOException {
        Path jsonl = file("a.jsonl", "{\"n\":1}\n{\"n\":\"one\"}\n");
        assertThatThrownBy(() -> DataFrame.jsonl(jsonl))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        jsonl
                                + ", line 2 (row 1), column 'n': expected a number as on line 1,"
                                + " got the text 'one'; where values differ on purpose ask for the"
                                + " type Object");
        assertThat(DataFrame.jsonl(jsonl, Map.of("n", Object.class)).height()).isEqualTo(2);
    }

    @Test
    void aWrittenTableIsReadBackEqual() {
        DataFrame table =
                DataFrame.ofColumns(
                        "text",
                        List.of("a,\"b\"\r\nc", "", ";\té\0"),
                        "n",
                        List.of(1L, -2L, 3L),
                        "d",
                        List.of(0.1, 4.0, -0.0),
                        "b",
                        List.of(true, false, true));
        Path csv = folder.resolve("t.csv");
        Path jsonl = folder.resolve("t.jsonl");
        table.writeCsv(csv);
        table.writeJsonl(jsonl);
        assertThat(DataFrame.csv(csv)).isEqualTo(table);
        assertThat(DataFrame.jsonl(jsonl)).isEqualTo(table);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void parquetNamesTheModuleThatReadsIt() {
        Path file = folder.resolve("a.parquet");
        assertThatThrownBy(() -> Dataset.file(file))
                .isInstanceOf(TableException.class)
                .hasMessage(
                        file
                                + ": Parquet files are read by the module dev.kbench.data, which is"
                                + " not there; add the dependency dev.kbench:kbench-data");
    }

    @Test
    void utf16IsNamed() throws IOException {
        Path csv = folder.resolve("w.csv");
        Files.write(csv, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0});
        assertThatThrownBy(() -> DataFrame.csv(csv))
                .hasMessage(
                        csv
                                + " is UTF-16 text; expected text in UTF-8: convert it, for example"
                                + " with iconv -f UTF-16 -t UTF-8");
    }

    @Test
    void groupsJoinsAndOrder() {
        DataFrame scores =
                DataFrame.ofColumns("model", List.of("a", "b", "a"), "score", List.of(1, 4, 2));
        assertThat(
                        scores.groupBy("model")
                                .aggregate(
                                        with -> with.add("mean", "score", Column::mean).count("n")))
                .isEqualTo(
                        DataFrame.ofColumns(
                                "model",
                                List.of("a", "b"),
                                "mean",
                                List.of(1.5, 4.0),
                                "n",
                                List.of(2L, 1L)));
        DataFrame prices = DataFrame.ofColumns("model", List.of("a"), "price", List.of(7));
        assertThat(scores.join(prices, "model").labels()).containsExactly("0", "2");
        assertThat(scores.leftJoin(prices, "model").column("price").missing()).isEqualTo(1);
        assertThat(scores.sortDescending("score").labels()).containsExactly("1", "2", "0");
    }
}
