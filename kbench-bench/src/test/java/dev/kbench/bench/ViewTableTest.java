package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

class ViewTableTest {
    @TempDir Path folder;

    @Test
    void everyFigureIsTaken() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        new ViewTable(new PrintStream(bytes, true, StandardCharsets.UTF_8))
                .print(ViewTable.QUICK, folder);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        "runs: 400 made in ",
                        "build: 400 runs in ",
                        "open to the first 50 rows, from a cold JVM: ",
                        "100 filters and orders, from a cold JVM: ",
                        "100 searches for words, from a cold JVM: ",
                        "100 runs read whole, from a cold JVM: ")
                .doesNotContain("target");
        assertThat(folder).isEmptyDirectory();
    }
}
