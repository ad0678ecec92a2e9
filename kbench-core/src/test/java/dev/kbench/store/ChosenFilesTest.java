package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Files are written as text here: what matters is what is in them, whoever wrote it.
class ChosenFilesTest {
    @TempDir Path folder;

    private void task(String file, String name) throws IOException {
        Files.writeString(
                folder.resolve(file), "{\"name\": \"%s\", \"definition\": \"\"}".formatted(name));
    }

    private void run(String file, String task, String end) throws IOException {
        run(file, task, end, "BENCHMARK_TASK_RUN_STATE_COMPLETED", "[{\"booleanResult\": true}]");
    }

    private void run(String file, String task, String end, String state, String results)
            throws IOException {
        Files.writeString(
                folder.resolve(file),
                "{\"taskVersion\": {\"name\": \"%s\"}, \"endTime\": \"%s\", \"state\": \"%s\", \"results\": %s, \"errorMessage\": \"no luck\"}"
                        .formatted(task, end, state, results));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private ChosenFiles chosen() {
        return new ChosenFiles(folder);
    }

    @Test
    void leavesOneTaskAndItsLatestRun() throws IOException {
        task("foo.task.json", "foo");
        run("foo-run_id_Run_1_m.run.json", "foo", "2026-01-01T00:00:03Z");
        run("foo-run_id_Run_2_m.run.json", "foo", "2026-01-01T00:00:09Z");
        run("foo-run_id_Run_3_m.run.json", "foo", "2026-01-01T00:00:05Z");
        task("foobar.task.json", "foobar");
        run("foobar-run_id_Run_1_m.run.json", "foobar", "2026-01-02T00:00:00Z");
        Files.writeString(folder.resolve("foo-run_id_Run_2_m.atif.json"), "{}");
        Files.writeString(folder.resolve("foo-run_id_Run_1_m.atif.json"), "{}");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("broken.run.json"), "{");

        Choice plan = chosen().plan("foo");
        assertThat(files()).hasSize(10);
        Choice choice = chosen().apply("foo");
        assertThat(choice.kept())
                .isEqualTo(plan.kept())
                .containsExactly(
                        "foo.task.json",
                        "foo-run_id_Run_2_m.atif.json",
                        "foo-run_id_Run_2_m.run.json");
        assertThat(choice.aside()).isEqualTo(plan.aside()).hasSize(6);
        assertThat(choice.warnings())
                .containsExactly(
                        "'foo' has 3 runs here, and the leaderboard shows one: the latest,"
                            + " foo-run_id_Run_2_m.run.json; to have one score over many runs, make"
                            + " one run of them with kbench merge, or evaluate them inside a task"
                            + " that returns it, and choose that task");
        assertThat(files())
                .containsExactly(
                        "foo-run_id_Run_2_m.atif.json",
                        "foo-run_id_Run_2_m.run.json",
                        "foo.task.json",
                        "notes.txt");
        assertThat(choice.folder().orElseThrow()).isDirectory().startsWith(folder);
        assertThat(choice)
                .hasToString(
                        "foo: keeps foo.task.json and foo-run_id_Run_2_m.atif.json and"
                                + " foo-run_id_Run_2_m.run.json; 6 other files are set aside in "
                                + choice.folder().orElseThrow());
        assertThat(chosen().apply("foo").aside()).isEmpty();

        assertThat(chosen().undo()).isEqualTo(choice.aside());
        assertThat(files()).hasSize(10);
        assertThat(choice.folder().orElseThrow()).doesNotExist();
    }

    @Test
    void comesBackOneChoiceAfterTheOther() throws IOException {
        for (String name : List.of("a", "b")) {
            task(name + ".task.json", name);
            run(name + "-run_id_Run_1.run.json", name, "2026-01-01T00:00:03Z");
        }
        chosen().apply("a");
        run("a-run_id_Run_2.run.json", "a", "2026-01-01T00:00:04Z");
        assertThat(chosen().apply("a").aside()).containsExactly("a-run_id_Run_1.run.json");
        task("b.task.json", "b");
        assertThat(chosen().undo()).containsExactly("a-run_id_Run_1.run.json");
        assertThatThrownBy(() -> chosen().undo())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("b.task.json cannot come back to " + folder)
                .hasMessageEndingWith("there is a file of that name already; move it away first");
        Files.delete(folder.resolve("b.task.json"));
        assertThat(chosen().undo()).containsExactly("b-run_id_Run_1.run.json", "b.task.json");
        assertThatThrownBy(() -> chosen().undo())
                .hasMessage("nothing is set aside in %s: no task was chosen there", folder);
    }

    @Test
    void aNameThatFitsNothingMovesNothing() throws IOException {
        task("My_Task.task.json", "My Task");
        run("My_Task-run_id_Run_1.run.json", "My Task", "2026-01-01T00:00:03Z");
        task("other.task.json", "other");
        assertThatThrownBy(() -> chosen().apply("my_tusk"))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "there is no task 'my_tusk' in %s: expected one of 'My Task', 'other'",
                        folder);
        assertThatThrownBy(() -> chosen().apply("other"))
                .hasMessage(
                        "there is no run of 'other' in %s: run the task first, then choose it",
                        folder);
        assertThat(files()).hasSize(3);
        assertThat(chosen().apply("My_Task").task()).isEqualTo("My Task");
        assertThatThrownBy(() -> new ChosenFiles(folder.resolve("none")).apply("x"))
                .hasMessage(
                        "there is no folder %s: expected the one that run files go to, named with"
                                + " --out",
                        folder.resolve("none"));
    }

    @Test
    void aRunWithoutResultAndATaskWithoutFileAreSaid() throws IOException {
        run("x-run_id_Run_1.run.json", "x", "yesterday", "BENCHMARK_TASK_RUN_STATE_ERRORED", "[]");
        assertThat(chosen().plan("x").warnings())
                .containsExactly(
                        "x-run_id_Run_1.run.json has no result: no luck",
                        "'x' has no task file: the platform reads one beside the run");
    }
}
