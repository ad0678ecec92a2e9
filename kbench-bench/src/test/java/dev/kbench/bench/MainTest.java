package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class MainTest {
    @TempDir Path folder;

    @Test
    void measuresEveryRowAndLeavesNothingBehind() throws IOException, InterruptedException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Main.run(
                Options.parse("--quick", "--folder", folder.toString()),
                new Table(new PrintStream(bytes, true, StandardCharsets.UTF_8)));

        String table = bytes.toString(StandardCharsets.UTF_8);
        for (Row row : Row.values()) {
            assertThat(table).contains(row.id() + ": " + row.what());
        }
        assertThat(table.lines().filter(line -> line.startsWith("  not judged")))
                .hasSize(Row.values().length);
        assertThat(table)
                .doesNotContain("missed")
                .contains(
                        "evaluate, journal, run files   cold",
                        "evaluate, journal, run files   warm");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
