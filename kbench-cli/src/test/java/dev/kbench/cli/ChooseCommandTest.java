package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class ChooseCommandTest {
    private static final String FILE =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;
            @Benchmark double part(Llm llm) { return llm.prompt("4").length(); }
            @Benchmark double whole(Llm llm) { return Task.of(this::part).run(llm).result() / 2; }
            """;

    @TempDir Path folder;

    @BeforeEach
    void twoTasks() throws IOException {
        Files.writeString(folder.resolve("Both.java"), FILE);
        assertThat(run("run", "Both.java", "--model", "demo/echo", "--out", "out").code()).isZero();
    }

    private Ran run(String... words) {
        return Ran.in(folder, words);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("out"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void leavesOneTaskUntilThatIsUndone() throws IOException {
        List<String> before = files();
        Ran dry = run("choose", "Whole", "--out", "out", "--dry-run");
        assertThat(dry.out().lines())
                .contains("keeps Whole.task.json", "would set aside Part.task.json");
        assertThat(files()).isEqualTo(before);

        Ran ran = run("choose", "Whole", "--out", "out");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().lines())
                .contains("keeps Whole.task.json", "set aside Part.task.json")
                .last()
                .asString()
                .startsWith("what is set aside lies in ")
                .endsWith("; kbench choose --undo brings it back");
        assertThat(files())
                .containsExactly("Whole-run_id_Run_1_demo_echo.run.json", "Whole.task.json");

        Ran undone = run("choose", "--undo", "--out", "out");
        assertThat(undone.out()).isEqualToNormalizingNewlines("3 files are back\n");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aFileCanSayIt() throws IOException {
        Files.writeString(
                folder.resolve("Main.java"),
                FILE.replace("@Benchmark ", "")
                        + "void main() { var w = Task.of(this::whole); w.run(llm()); choose(w); }");
        Ran ran = run("run", "Main.java", "--model", "demo/echo", "--out", "main");
        assertThat(ran.code()).isZero();
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("Whole: keeps Whole.task.json and Whole-run_id_Run_1");
        assertThat(folder.resolve("main").toFile().list((_, name) -> name.endsWith(".json")))
                .hasSize(2);
    }

    @Test
    void whatCannotBeChosenIsRefused() throws IOException {
        List<String> before = files();
        assertThat(run("choose", "Hole", "--out", "out"))
                .returns(2, Ran::code)
                .extracting(Ran::err)
                .asString()
                .contains("there is no task 'Hole' in ")
                .contains("expected one of 'Part', 'Whole'");
        assertThat(run("choose", "--out", "out").err()).contains("expected the name of a task");
        assertThat(run("choose", "Whole", "--undo").err()).contains("--undo goes alone");
        assertThat(run("choose", "Whole", "--out", "nowhere").err())
                .contains("there is no folder ");
        assertThat(run("choose", "--undo", "--out", "out").err()).contains("nothing is set aside");
        assertThat(files()).isEqualTo(before);
    }
}
