package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A task of a benchmark file has the digest of its code, wherever the file's classes come from.
class CodeDigestTest {
    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            enum Größe { KLEIN }

            @Benchmark("quiz")
            boolean quiz(Llm llm) { return llm.prompt(question()).isEmpty(); }

            String question() { return "Who? " + Größe.KLEIN; }

            void show(Task<?> task) {
                IO.println(task.attempt(llm()).attempt().key().task().codeSha256());
            }

            void main() {
                show(Task.of(this::quiz));
                show(Task.of("other", (Llm llm) -> llm.prompt(question()).isEmpty()));
            }
            """;

    @TempDir Path folder;

    private List<String> digests(String text) throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), text);
        Ran ran = Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo", "--out", "out");
        assertThat(ran.code()).as(ran.err()).isZero();
        return ran.out().lines().filter(line -> line.matches("[0-9a-f]{64}")).toList();
    }

    @Test
    void theCacheChangesNothing() throws IOException {
        List<String> compiled = digests(QUIZ);
        Path entry;
        try (Stream<Path> entries = Files.list(folder.resolve("cache").resolve("classes"))) {
            entry = entries.toList().getFirst();
        }
        Object written = Files.getLastModifiedTime(entry);

        assertThat(compiled).hasSize(2).doesNotHaveDuplicates();
        assertThat(digests(QUIZ)).isEqualTo(compiled);
        assertThat(Files.getLastModifiedTime(entry)).isEqualTo(written);
    }

    @Test
    void whatATaskCallsIsPartOfIt() throws IOException {
        assertThat(digests(QUIZ.replace("Who?", "What?")))
                .hasSize(2)
                .doesNotContainAnyElementsOf(digests(QUIZ));
    }
}
