package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files whose names are no names of classes.
class FileNameTest {
    @TempDir Path folder;

    private Ran run(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
        return Ran.in(folder, "run", name, "--model", "demo/echo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"my-bench.java", "01.java", "class.java", "_.java", "mon fichier é.java"})
    void anyNameWorks(String name) throws IOException {
        Ran ran =
                run(
                        name,
                        """
                        import module dev.kbench;

                        /// Asks nothing.
                        @Benchmark("quiz")
                        boolean quiz(Llm llm) {
                            return lost();
                        }

                        boolean lost() {
                            throw new IllegalStateException("lost");
                        }
                        """);
        assertThat(ran.out())
                .contains(
                        "s: IllegalStateException: lost (%s:10)\n".formatted(name),
                        "\nDid not pass: 1 of 1 run, told above\n");
        assertThat(ran.code()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("quiz.task.json")))
                .contains("Asks nothing.", "return lost();");
    }

    @Test
    void compileErrorsNameTheFileAlone() throws IOException {
        assertThat(run("my-bench.java", "void main() {\n    lost();\n}\n").err())
                .isEqualTo(
                        """
                        kbench: FOLDER/my-bench.java does not compile (1 error)
                        FOLDER/my-bench.java:2: cannot find symbol
                            lost();
                            ^
                          symbol:   method lost()
                        """
                                .replace("FOLDER", folder.toString()));
    }

    @Test
    void aPublicClassNeedNotBeNamedLikeTheFile() throws IOException {
        Ran ran =
                run(
                        "my-bench.java",
                        """
                        import module dev.kbench;

                        public class Quiz {
                            @Benchmark("quiz")
                            boolean quiz(Llm llm) {
                                return true;
                            }
                        }
                        """);
        assertThat(ran.out()).contains("1/1 100.0%");
    }
}
