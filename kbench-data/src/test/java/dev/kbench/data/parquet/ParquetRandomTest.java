package dev.kbench.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.contract.Needed;
import dev.kbench.table.DataFrame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Tables of random types and values, in all encodings and compressions, that pyarrow wrote as
/// Parquet and as JSONL, are the same table.
class ParquetRandomTest {
    /// Others each time in the soak tier alone: a build gives the same answer each time.
    private static final boolean SOAK = System.getProperty("kbench.tier", "").equals("soak");

    @TempDir Path folder;

    private static Path python() {
        String value = System.getProperty("kbench.pyarrow.python", "");
        return value.isEmpty() || !Files.isExecutable(Path.of(value))
                ? Needed.missing(
                        "pyarrow is not here: expected -Dkbench.pyarrow.python=PYTHON, a Python with pyarrow 26.0.1, got '%s'"
                                .formatted(value))
                : Path.of(value);
    }

    @Test
    void whatPyarrowWroteIsRead() throws IOException, InterruptedException {
        long seed = SOAK ? new Random().nextInt(1 << 20) : 20260203;
        Process child =
                new ProcessBuilder(
                                python().toString(),
                                "src/test/python/parquet_files.py",
                                "random",
                                folder.toString(),
                                Long.toString(seed))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();

        int read = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.parquet")) {
            for (Path file : files) {
                DataFrame table = DataFrame.parquet(file);
                Map<String, Class<?>> any = new HashMap<>();
                table.columns().forEach(column -> any.put(column, Object.class));
                Path json = Path.of(file.toString().replace(".parquet", ".jsonl"));
                DataFrame expected = DataFrame.jsonl(json, any);
                for (int i = 0; i < expected.height(); i++) {
                    assertThat(table.row(i).sha256())
                            .as("seed %d, %s: %s", seed, file.getFileName(), table.row(i))
                            .isEqualTo(expected.row(i).sha256());
                }
                assertThat(table.sha256()).isEqualTo(expected.sha256());
                read++;
            }
        }
        assertThat(read).isEqualTo(40);
    }
}
