package dev.kbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.contract.Needed;
import dev.kbench.it.Child;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Files that the Python package wrote, of every kind of result and of an evaluation whose process
/// was ended, are shown, counted and merged; and what is merged can be read by the package.
class OriginalPackageIT {
    @TempDir static Path folder;

    @TempDir Path merged;

    private static OriginalPackage original;

    @BeforeAll
    static void itWrites() throws IOException, InterruptedException {
        original =
                OriginalPackage.find()
                        .orElseGet(
                                () ->
                                        Needed.missing(
                                                "the Python package is not here: expected"
                                                    + " -Dkbench.original.python=PYTHON, a Python"
                                                    + " with kaggle-benchmarks 0.6.1"));
        OriginalPackage.Ended ended = original.writes(folder);
        assertThat(ended.code()).as(ended.err()).isEqualTo(9);
        assertThat(runFiles(folder)).hasSize(11);
    }

    private static List<Path> runFiles(Path in) throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(".run.json")).sorted().toList();
        }
    }

    private static String kbench(String... arguments) throws IOException, InterruptedException {
        Child child = Child.kbench(ExamplesIT.MODULES, folder, Map.of(), arguments);
        assertThat(child.code()).as(child.output()).isZero();
        return child.output();
    }

    @Test
    void resultsAreThoseThatThePackageReads() throws IOException, InterruptedException {
        // what went wrong is told on several lines, within quotation marks
        assertThat(
                        kbench("export", "--format", "csv")
                                .lines()
                                .filter(line -> line.matches("task,.*|[A-Z][a-zA-Z ]+,mock/.*"))
                                .map(line -> line.replace("\"\"", ""))
                                .map(line -> line.replaceAll("^((?:[^,]*,){6}[^,]*).*", "$1")))
                .containsExactlyInAnyOrder(
                        "task,model,run,row,outcome,reason,passed",
                        "Checks,mock/model,Run #1,,completed,,false",
                        "Count,mock/model,Run #1,,completed,,true",
                        "Cut Short,mock/model,Run #1,0,completed,,true",
                        "Cut Short,mock/model,Run #2,1,completed,,false",
                        "Cut Short,mock/model,Run #3,2,completed,,true",
                        "Interval,mock/model,Run #1,,completed,,true",
                        "Number,mock/model,Run #1,,completed,,true",
                        "Raises,mock/judge,Run #1,,unmeasured,ERRORED,false",
                        "Score,mock/model,Run #1,,completed,,true",
                        "Truth,mock/model,Run #1,,completed,,true",
                        "Words,mock/model,Run #1,,completed,,true");
        assertThat(original.reads(folder))
                .hasSize(18)
                .allMatch(line -> line.contains("\"problems\": []"));
    }

    @Test
    void aTableCountsThem() throws IOException, InterruptedException {
        assertThat(kbench("table"))
                .contains("There is a nine. (line")
                .contains("unmeasured ERRORED: ValueError: no luck")
                .containsPattern("mock/model +3 +0 +0 +2/3 66.7%")
                .containsPattern("mock/model +1 +0 +0 +1/1 100.0% +n/a +0.250");
    }

    @Test
    void conversationsAreShown() throws IOException, InterruptedException {
        for (Path file : runFiles(folder)) {
            assertThat(kbench("show", file.toString())).isNotBlank();
        }
        assertThat(kbench("show", "Checks-run_id_Run_1_mock_model.run.json"))
                .contains("ANSWER Grüße, 7 × 8", "Grüße, 7 × 8", "There is a nine.");
    }

    @Test
    void whatIsMergedIsReadByThePackage() throws IOException, InterruptedException {
        assertThat(kbench("merge", "--task", "Cut Short", "--out", merged.toString()))
                .startsWith("Cut Short by mock/model: 0.6667 ± ")
                .contains(" over 3 runs, in ");

        assertThat(original.reads(merged))
                .singleElement()
                .asString()
                .startsWith(
                        "{\"file\": \"Cut_Short-run_id_Run_merged_mock_model.run.json\","
                                + " \"problems\": [], \"state\": \"COMPLETED\", \"result\":"
                                + " [0.6666666666666666, ");
    }
}
