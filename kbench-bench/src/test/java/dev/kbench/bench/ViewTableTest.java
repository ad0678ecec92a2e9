package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

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
        boolean shown = ViewPages.executable().isPresent();
        if (System.getProperty("kbench.tier", "").equals("ci")) {
            assertThat(shown).as("a Chromium, which the ci tier needs").isTrue();
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains(
                        shown
                                ? List.of(
                                        "in Chromium, page of runs, opened: ",
                                        "in Chromium, 100 filters and orders: ",
                                        "in Chromium, 100 searches for words: ",
                                        "in Chromium, 100 pages of a run: ",
                                        "in Chromium, places all over the table: ")
                                : List.of("in Chromium: not measured, there is none in /usr/bin"));
        assertThat(folder).isEmptyDirectory();
    }
}
