package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FileRefusedTest {
    private static final String IMPORTS =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;
            """;

    @TempDir Path folder;

    private Ran run(String source) throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), IMPORTS + source);
        return Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo");
    }

    private Ran refused(String message) {
        return new Ran(2, "", "kbench: " + message.replace("FOLDER", folder.toString()) + "\n");
    }

    @Test
    void thereIsNoSuchFile() {
        assertThat(Ran.in(folder, "run", "None.java"))
                .isEqualTo(
                        refused(
                                "there is no file FOLDER/None.java (looked in FOLDER); expected the"
                                        + " path of a benchmark file"));
    }

    @Test
    void itIsAFolder() {
        assertThat(Ran.in(folder, "run", "."))
                .isEqualTo(
                        refused(
                                "FOLDER/. is a folder; expected a benchmark file, such as"
                                        + " FOLDER/./Quiz.java"));
    }

    @Test
    void itIsNoJavaSource() throws IOException {
        Files.writeString(folder.resolve("quiz.py"), "print(1)");

        assertThat(Ran.in(folder, "run", "quiz.py"))
                .isEqualTo(
                        refused(
                                "FOLDER/quiz.py is no Java source file; expected a benchmark file"
                                        + " whose name ends in .java"));
    }

    @Test
    void itIsNotUtf8() throws IOException {
        Files.write(folder.resolve("Quiz.java"), new byte[] {'/', '/', (byte) 0xE4, '\n'});

        assertThat(Ran.in(folder, "run", "Quiz.java"))
                .isEqualTo(refused("FOLDER/Quiz.java is not UTF-8 text; save the file in UTF-8"));
    }

    @Test
    void aCompileErrorShowsTheLine() throws IOException {
        assertThat(
                        run(
                                """
                                void main() {
                                \tint answer = llm().promt("x");
                                }
                                """))
                .isEqualTo(
                        refused(
                                """
                                FOLDER/Quiz.java does not compile (1 error)
                                FOLDER/Quiz.java:4: cannot find symbol
                                    int answer = llm().promt("x");
                                                      ^
                                  symbol:   method promt(String)
                                  location: class Llm\
                                """));
    }

    @Test
    void everyCompileErrorIsShown() throws IOException {
        Ran ran =
                run(
                        """
                        void main() {
                            int a = "x";
                            int b = "y";
                        }
                        """);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("does not compile (2 errors)", "Quiz.java:4:", "Quiz.java:5:");
    }

    @Test
    void aMethodThatHidesAnAssertionGetsAHint() throws IOException {
        Ran ran =
                run(
                        """
                        void assertTrue(String text) {}
                        void main() {
                            assertTrue(1 < 2, "smaller");
                        }
                        """);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .endsWith(
                        "\n"
                                + "  hint: a method of yours is named assertTrue too and hides"
                                + " kbench's; write Kbench.assertTrue(…) for kbench's, or rename"
                                + " yours\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "//DEPS org.example | org.example | expected group:artifact:version, such as"
                        + " org.apache.commons:commons-text:1.14.0",
                "//DEPS a:b:1.0, a b | a | expected group:artifact:version, such as"
                        + " org.apache.commons:commons-text:1.14.0",
                "//DEPS a:b:LATEST | a:b:LATEST | expected one version: what was measured could not"
                        + " be measured again with another",
                "//DEPS a:b:1.+ | a:b:1.+ | expected one version: what was measured could not be"
                        + " measured again with another",
                "//DEPS a:b:[1,2) | a:b:[1 | expected group:artifact:version, such as"
                        + " org.apache.commons:commons-text:1.14.0",
            })
    void aLibraryIsNamedInFull(String line, String library, String why) throws IOException {
        assertThat(run("import java.util.List;\n" + line + "\nvoid main() {}"))
                .isEqualTo(
                        refused(
                                "FOLDER/Quiz.java:4 asks for the library '%s': %s"
                                        .formatted(library, why)));
    }

    @Test
    void thereIsNothingToRun() throws IOException {
        assertThat(run("class Quiz { void help() {} }"))
                .isEqualTo(
                        refused(
                                "FOLDER/Quiz.java has neither a main nor a method marked with"
                                        + " @Benchmark; expected at least one of them"));
    }

    @Test
    void thereIsAMainOnlyAndATaskIsNamed() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), "void main() {}");
        assertThat(Ran.in(folder, "run", "Quiz.java", "--only", "quiz"))
                .isEqualTo(
                        refused(
                                "FOLDER/Quiz.java has no method marked with @Benchmark, which"
                                    + " --only and --data need; mark one, or leave them out: then"
                                    + " its main is run"));
    }

    @Test
    void theReturnTypeIsNotSupported() throws IOException {
        assertThat(run("class Quiz { @Benchmark(\"quiz\") String quiz(Llm llm) { return \"\"; } }"))
                .isEqualTo(
                        refused(
                                "task 'quiz' returns java.lang.String; expected void, boolean,"
                                        + " double, float, int, long, a Map, a record, PassCount or"
                                        + " MetricWithCI"));
    }

    @Test
    void theReturnTypeIsNotSupportedInAMain() throws IOException {
        Ran ran =
                run(
                        """
                        @Benchmark("quiz") List<String> quiz(Llm llm) { return List.of(); }
                        void main() { Task.in(getClass()); }
                        """);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        """
                        kbench: task 'quiz' returns java.util.List; expected void, boolean, double, float, int, long, a Map, a record, PassCount or MetricWithCI
                            at main (Quiz.java:4)
                        """);
    }

    @Test
    void aTaskThatNeedsDataNeedsData() throws IOException {
        assertThat(
                        run(
                                "class Quiz { @Benchmark(\"quiz\") boolean quiz(Llm llm, int a,"
                                        + " String b) { return true; } }"))
                .isEqualTo(
                        refused(
                                "FOLDER/Quiz.java: task 'quiz' needs data for int a, String b; give"
                                        + " a table with --data, whose columns have these names"));
    }

    @Test
    void theTaskNamedIsNotThere() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                IMPORTS
                        + """
                        @Benchmark("one") void one(Llm llm) {}
                        @Benchmark("two") void two(Llm llm) {}
                        void main() {}
                        """);

        assertThat(Ran.in(folder, "run", "Quiz.java", "--only", "three"))
                .isEqualTo(
                        refused(
                                "FOLDER/Quiz.java has no task 'three' (--only); it has 'one',"
                                        + " 'two'"));
        assertThat(Ran.in(folder, "run", "Quiz.java", "--only", "ONE", "--model", "demo/echo"))
                .extracting(Ran::code)
                .isEqualTo(0);
    }

    @Test
    void theOutputFolderIsAFile() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), "void main() { throw new Error(); }");
        Files.writeString(folder.resolve("out"), "");

        assertThat(Ran.in(folder, "run", "Quiz.java", "--out", "out"))
                .isEqualTo(
                        refused(
                                "files cannot be written to FOLDER/out: it is a file; expected a"
                                    + " folder that can be written to, choose another with --out"));
    }

    @Test
    void theDataFileIsNotThere() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), "void main() {}");

        assertThat(Ran.in(folder, "run", "Quiz.java", "--data", "rows.csv"))
                .isEqualTo(
                        refused(
                                "there is no file FOLDER/rows.csv (--data); expected the path of a"
                                        + " CSV, JSONL or Parquet file"));
    }
}
