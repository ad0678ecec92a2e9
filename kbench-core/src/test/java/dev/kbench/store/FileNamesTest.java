package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

class FileNamesTest {
    private final FileNames names = new FileNames(_ -> "");

    @Test
    void namesAreThePlatformsWhereTheyCan() {
        Map<String, String> expected =
                Map.of(
                        "My Task", "My_Task.task.json",
                        "a/b", "a_b.task.json",
                        "c#d", "cd.task.json",
                        "Café ☕", "Caf_.task.json",
                        "dots.and-dashes_", "dots.and-dashes_.task.json",
                        "..", "...task.json",
                        "tab\there\u0000", "tabhere.task.json",
                        "emoji 😀 name", "emoji__name.task.json",
                        "İstanbul ı", "stanbul_.task.json");
        expected.forEach((name, file) -> assertThat(names.task(name)).isEqualTo(file));
        assertThat(names.run("T", "Run #1", "", "Duck")).isEqualTo("T-run_id_Run_1_Duck.run.json");
        assertThat(names.run("Outer", "Run #1", "", "")).isEqualTo("Outer-run_id_Run_1.run.json");
        assertThat(names.run("row_qa", "Run #4", "0", "google/gemini-2.5-flash-lite"))
                .isEqualTo("row_qa-run_param_id_0_google_gemini-2.5-flash-lite.run.json");
        assertThat(names.run("q", "Run #1", "fr", "google/g@default:beta 1"))
                .isEqualTo("q-run_param_id_fr_google_gdefaultbeta_1.run.json");
    }

    @Test
    void namesThatFallTogetherAreKeptApart() {
        assertThat(names.task("a b")).isEqualTo("a_b.task.json");
        assertThat(names.task("a/b")).isEqualTo("a_b-c14cddc0.task.json");
        assertThat(names.task("A B")).matches("A_B-[0-9a-f]{8}\\.task\\.json");
        assertThat(names.task("a b")).isEqualTo("a_b.task.json");
        assertThat(names.run("a/b", "Run #1", "", "")).startsWith("a_b-c14cddc0-run_id_Run_1");
    }

    @Test
    void namesWithoutALatinLetterAreKeptApart() {
        assertThat(names.task("日本")).matches("task-[0-9a-f]{8}\\.task\\.json");
        assertThat(names.task("中国")).isNotEqualTo(names.task("日本"));
    }

    @Test
    void deviceNamesOfWindowsAreNoFileNames() {
        for (String device : List.of("CON", "nul", "Aux", "prn", "COM1", "lpt9", "con.x")) {
            assertThat(names.task(device)).matches(device + "-[0-9a-f]{8}\\.task\\.json");
        }
        assertThat(names.task("console")).isEqualTo("console.task.json");
    }

    @Test
    void aNameThatATaskInTheFolderHasIsNotTaken() {
        FileNames others = new FileNames(file -> file.equals("a_b.task.json") ? "a/b" : "");
        assertThat(others.task("a b")).matches("a_b-[0-9a-f]{8}\\.task\\.json");
        assertThat(others.task("a/b")).isEqualTo("a_b.task.json");
    }

    @Test
    void longNamesFitAFileSystemAndKeepTheirNumber() {
        String name = "x".repeat(300);
        String model = "vendor/" + "m".repeat(300);
        String task = names.task(name);
        String run = names.run(name, "Run #12", "", model);
        assertThat(task).hasSizeLessThanOrEqualTo(255).endsWith(".task.json");
        assertThat(run)
                .hasSizeLessThanOrEqualTo(255)
                .contains("-run_id_Run_12_")
                .endsWith(".run.json");
        assertThat(names.task(name + "y")).isNotEqualTo(task);
        assertThat(names.run(name, "Run #12", "", model + "n")).isNotEqualTo(run);
        assertThat(FileNames.again(run, 17)).hasSizeLessThanOrEqualTo(255).isNotEqualTo(run);
        assertThat(names.run("T", "Run #1", "l".repeat(400), "m")).hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void theSameNameForAnotherFileHasANumber() {
        assertThat(FileNames.again("T-run_id_Run_1.run.json", 2))
                .isEqualTo("T-run_id_Run_1-2.run.json");
    }

    @Test
    void manyHostileNamesGiveAsManyFilesOnEverySystem() {
        Set<String> files = new HashSet<>();
        Set<String> hostile = new HashSet<>();
        for (char c = 0; c < 0x300; c++) {
            for (String name : List.of("a" + c, "" + c + "b", c + "/" + c)) {
                String file = names.task(name);
                assertThat(file).matches("[A-Za-z0-9_.-]+").hasSizeLessThanOrEqualTo(255);
                files.add(file.toLowerCase(Locale.ROOT));
                hostile.add(name);
            }
        }
        assertThat(files).hasSameSizeAs(hostile);
    }
}
