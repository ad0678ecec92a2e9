package dev.kbench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.contract.ChildJvm;
import dev.kbench.table.spi.TableFormat;
import dev.kbench.table.spi.TableReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A file larger than memory is read as a stream, in a JVM with 64 MB: 70 MB here, 1 GB in the soak
/// tier.
class LargeFileTest {
    private static final long BYTES =
            System.getProperty("kbench.tier", "").equals("soak") ? 1L << 30 : 70_000_000;

    private static final String TEXT = "How long is the longest river, and \"why\"? ".repeat(24);

    @ParameterizedTest
    @ValueSource(strings = {"csv", "jsonl"})
    void isReadInLittleMemory(String kind, @TempDir Path folder)
            throws IOException, InterruptedException {
        Path file = folder.resolve("rows." + kind);
        long rows = write(file, kind.equals("csv"));
        Process child =
                ChildJvm.start(
                        "",
                        LargeFileTest.class,
                        List.of(Dataset.class, JsonParser.class, ObjectMapper.class),
                        List.of(file.toString()));
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said)
                .isEqualTo("[id, question, score] %d %d\n".formatted(rows, rows * (rows - 1) / 2));
        assertThat(child.waitFor()).isZero();
    }

    @Test
    void whatDoesNotFitAsATableSaysWhatToDo(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("rows.full"), new byte[2_000_000]);
        TableFormat full =
                new TableFormat() {
                    @Override
                    public String name() {
                        return "Parquet";
                    }

                    @Override
                    public boolean claims(String fileName) {
                        return true;
                    }

                    @Override
                    public TableReader open(Path opened) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                };

        assertThatThrownBy(() -> FrameReader.read(file, full, Map.of()))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageStartingWith(
                        file + " (2 MB) does not fit as a table into the memory that this program")
                .hasMessageContaining("read it as a stream with Dataset.parquet")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    private static long write(Path file, boolean csv) throws IOException {
        String escaped = TEXT.replace("\"", csv ? "\"\"" : "\\\"");
        long rows = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            long written = 0;
            if (csv) {
                out.write("id,question,score\n");
            }
            for (; written < BYTES; rows++) {
                String line =
                        (csv ? "%d,\"%s\",%s\n" : "{\"id\":%d,\"question\":\"%s\",\"score\":%s}\n")
                                .formatted(rows, escaped, rows / 8.0);
                out.write(line);
                written += line.length();
            }
        }
        return rows;
    }

    /// The child: learns what there is to learn, then reads once more.
    ///
    /// @param args the file
    public static void main(String[] args) {
        Dataset data = Dataset.file(Path.of(args[0]));
        long sum = 0;
        long rows = 0;
        try (RowCursor cursor = data.open()) {
            while (cursor.hasNext()) {
                sum += (Long) cursor.next().value("id").orElseThrow();
                rows++;
            }
        }
        System.out.printf("%s %d %d%n", data.columns(), rows, sum);
    }
}
