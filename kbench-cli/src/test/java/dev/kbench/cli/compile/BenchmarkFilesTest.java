package dev.kbench.cli.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class BenchmarkFilesTest {
    private static final String QUIZ =
            """
            /// Asks.
            void ask(String question, int answer) {}
            record Pair(int a, int b) {}
            void main() {}
            """;

    @TempDir Path folder;

    private CompiledFile compile(String text) {
        return new BenchmarkFiles(folder, _ -> {})
                .compile(new SourceText(folder.resolve("Quiz.java"), text))
                .file();
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("classes"))) {
            return files.toList();
        }
    }

    @Test
    void keepsNamesCommentsAndLines() throws Exception {
        CompiledFile file = compile(QUIZ);

        assertThat(file.topLevel()).containsExactly("Quiz");
        assertThat(file.mainAdded()).isFalse();
        assertThat(file.unit().methods().getFirst().doc()).isEqualTo("Asks.");
        Class<?> type =
                new BenchmarkLoader(new BenchmarkFiles.Compiled(file, List.of())).loadClass("Quiz");
        assertThat(
                        type.getDeclaredMethod("ask", String.class, int.class)
                                .getParameters()[1]
                                .getName())
                .isEqualTo("answer");
        assertThat(type.desiredAssertionStatus()).isTrue();
    }

    @Test
    void anUnchangedFileIsReadBackEqual() throws IOException {
        CompiledFile first = compile(QUIZ);
        Path entry = entries().getFirst();
        Object written = Files.getLastModifiedTime(entry);
        CompiledFile second = compile(QUIZ);

        assertThat(entries()).containsExactly(entry);
        assertThat(Files.getLastModifiedTime(entry)).isEqualTo(written);
        assertThat(second.unit()).isEqualTo(first.unit());
        assertThat(second.topLevel()).isEqualTo(first.topLevel());
        assertThat(second.classes()).containsOnlyKeys(first.classes().keySet());
        first.classes()
                .forEach((name, bytes) -> assertThat(second.classes().get(name)).isEqualTo(bytes));
    }

    @Test
    void aChangedFileIsCompiled() throws IOException {
        compile(QUIZ);
        compile(QUIZ + "int more;\n");

        assertThat(entries()).hasSize(2);
    }

    @Test
    void aDamagedEntryIsMadeAgain() throws IOException {
        compile(QUIZ);
        Path entry = entries().getFirst();
        byte[] whole = Files.readAllBytes(entry);
        for (int length : List.of(0, 3, 12, whole.length / 2, whole.length - 1)) {
            Files.write(entry, java.util.Arrays.copyOf(whole, length));

            assertThat(compile(QUIZ).topLevel()).containsExactly("Quiz");
            assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
        }
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        Files.write(entry, flipped);

        assertThat(compile(QUIZ).topLevel()).containsExactly("Quiz");
        assertThat(Files.readAllBytes(entry)).isEqualTo(whole);
    }

    @Test
    void anUnusableCacheCostsTimeOnly() throws IOException {
        Files.writeString(folder.resolve("classes"), "a file in the folder's place");

        assertThat(compile(QUIZ).topLevel()).containsExactly("Quiz");
    }

    @Test
    void aFileWithoutMainGetsOneThatIsNotCalled() {
        assertThat(compile("void ask() {}\n").mainAdded()).isTrue();
    }

    @Test
    void theFirstClassComesFirst() {
        CompiledFile file = compile("class B { class Inner {} }\nclass A {}\nrecord C() {}\n");

        assertThat(file.topLevel()).containsExactly("B", "A", "C");
    }
}
