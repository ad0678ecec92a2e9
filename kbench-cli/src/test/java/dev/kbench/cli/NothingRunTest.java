package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class NothingRunTest {
    @TempDir Path folder;

    private void write(String main) throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;

                @Benchmark("quiz")
                boolean quiz(Llm llm) { return true; }

                void main() { %s }
                """
                        .formatted(main));
    }

    @Test
    void aMainThatRunsNothingSaysSo() throws IOException {
        write("IO.println(\"hello\");");
        Ran ran = Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo");
        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                "hello\n",
                                "%s/Quiz.java ran no task: its main should call run or evaluate, as in Task.of(this::quiz).run(llm()); --only TASK runs one task without it\n"
                                        .formatted(folder)));
        assertThat(
                        Ran.with(
                                        Map.of("KBENCH_UI_MODE", "none"),
                                        folder,
                                        "",
                                        "run",
                                        "Quiz.java",
                                        "--model",
                                        "demo/echo")
                                .err())
                .isEmpty();
    }

    @Test
    void aMainThatThrowsSaysOnlyThat() throws IOException {
        write("throw new IllegalStateException(\"lost\");");
        assertThat(Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo").err())
                .startsWith("kbench: main ended with IllegalStateException: lost\n")
                .doesNotContain("ran no task");
    }

    @Test
    void theNoticeAboutTheModelFitsTheTerminal() throws IOException {
        write("");
        Ran ran = Ran.with(Map.of("COLUMNS", "60"), folder, "", "run", "Quiz.java");
        assertThat(ran.err())
                .startsWith(
                        """
                        no model is configured, so llm() is local/smollm2, a small
                        model in a JVM of its own on this machine; name another with
                        --model, or configure one with kbench init
                        """);
    }
}
