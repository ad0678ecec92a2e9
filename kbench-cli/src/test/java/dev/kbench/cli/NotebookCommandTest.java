package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class NotebookCommandTest {
    private static final Path EXAMPLES = Path.of("..", "examples");

    @TempDir Path folder;

    private List<String> cells(String source) throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), source);
        Ran ran = Ran.in(folder, "notebook", "Quiz.java", "--force");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        return cells(folder.resolve("Quiz.ipynb"));
    }

    private static List<String> cells(Path notebook) throws IOException {
        JsonNode document = new JsonMapper().readTree(Files.readString(notebook));
        List<String> cells = new ArrayList<>();
        for (JsonNode cell : document.path("cells")) {
            String mark = cell.path("cell_type").asString().equals("code") ? "" : "# ";
            cells.add(mark + cell.path("source").asString());
        }
        return cells;
    }

    private Ran refused(String source) throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), source);
        return Ran.in(folder, "notebook", "Quiz.java");
    }

    @Test
    void marksDivideTheFileAndMainGivesItsStatements() throws IOException {
        assertThat(
                        cells(
                                """
                                /// Rivers, and who knows them.
                                //DEPS a:b:1.0
                                import module dev.kbench;
                                import static dev.kbench.Kbench.*;

                                record Answer(String river) {}

                                // %% The task
                                /// Asks.
                                @Benchmark
                                boolean quiz(Llm llm) {
                                    return true;
                                }

                                // %% [markdown]
                                // Now it *runs*:
                                // - once

                                // %%
                                void main() {
                                    var run = Task.of(this::quiz).run(llm());

                                    IO.println(run);
                                }

                                int after() {
                                    return 1; // %% no mark
                                }
                                """))
                .containsExactly(
                        "# Rivers, and who knows them.",
                        "//DEPS a:b:1.0\n"
                                + "import module dev.kbench;\n"
                                + "import static dev.kbench.Kbench.*;",
                        "record Answer(String river) {}",
                        "# ### The task",
                        "/// Asks.\n@Benchmark\nboolean quiz(Llm llm) {\n    return true;\n}",
                        "# Now it *runs*:\n- once",
                        "var run = Task.of(this::quiz).run(llm());\n\nIO.println(run);",
                        "int after() {\n    return 1; // %% no mark\n}");
    }

    @Test
    void withoutMarksEachDeclarationIsACell() throws IOException {
        assertThat(
                        cells(
                                """
                                import module dev.kbench;

                                static final int MOST = 3; // of each

                                /// Asks.
                                boolean quiz(Llm llm) {
                                    return true;
                                }

                                // starts it
                                void main() throws Exception {
                                    if (MOST > 2) {
                                        return;
                                    }
                                }
                                """))
                .containsExactly(
                        "import module dev.kbench;",
                        "static final int MOST = 3; // of each",
                        "/// Asks.\nboolean quiz(Llm llm) {\n    return true;\n}",
                        "// starts it",
                        "void main() throws Exception {\n"
                                + "    if (MOST > 2) {\n"
                                + "        return;\n"
                                + "    }\n"
                                + "}\n\n"
                                + "main();");
    }

    @Test
    void aNotebookSaysWhichKernelItNeeds() throws IOException {
        cells("void main() {}\nint one() { return 1; }\n");
        JsonNode document =
                new JsonMapper().readTree(Files.readString(folder.resolve("Quiz.ipynb")));
        assertThat(document.path("nbformat").asInt()).isEqualTo(4);
        assertThat(document.path("nbformat_minor").asInt()).isEqualTo(5);
        assertThat(document.path("metadata").path("kernelspec").toString())
                .isEqualTo(
                        "{\"name\":\"kbench\",\"display_name\":\"kbench (Java"
                                + " 25)\",\"language\":\"java\"}");
        assertThat(document.path("cells").path(0).toString())
                .isEqualTo(
                        "{\"cell_type\":\"code\",\"id\":\"cell-1\",\"metadata\":{},\"source\":\"int"
                            + " one() { return 1; }\",\"execution_count\":null,\"outputs\":[]}");
    }

    @Test
    void whatCannotBecomeCellsIsRefusedWithItsLine() throws IOException {
        String file = "kbench: " + folder.resolve("Quiz.java");
        assertThat(refused("\nclass Quiz {\n    void main() {}\n}\n"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                file
                                        + ":2 cannot become a notebook: expected methods that stand"
                                        + " in the file itself; take the class around them"
                                        + " away\n"));
        assertThat(refused("package a;\nvoid main() {}\n").err())
                .isEqualTo(
                        file
                                + ":1 cannot become a notebook: compact source file should not have"
                                + " package declaration\n");
        assertThat(refused("void main(String[] args) {}\n").err())
                .isEqualTo(
                        file
                                + ":1 cannot become a notebook: main takes arguments, and nobody"
                                + " gives a notebook any; take them out\n");
        assertThat(refused("void main() {\n    int\n}\n").err())
                .startsWith(file + ":2 cannot become a notebook: ");
        assertThat(folder.resolve("Quiz.ipynb")).doesNotExist();
    }

    @Test
    void aChangedNotebookIsLeftAsItIs() throws IOException {
        Path notebook = folder.resolve("Quiz.ipynb");
        cells("int one() { return 1; }\nvoid main() {}\n");
        String made = Files.readString(notebook);
        Files.writeString(
                notebook, made.replace("\"execution_count\" : null", "\"execution_count\" : 7"));
        assertThat(Ran.in(folder, "notebook", "Quiz.java"))
                .isEqualTo(new Ran(0, "wrote Quiz.ipynb, 1 cells\n", ""));
        assertThat(notebook).hasContent(made);

        Files.writeString(notebook, made.replace("return 1", "return 2"));
        assertThat(Ran.in(folder, "notebook", "Quiz.java").err())
                .isEqualTo(
                        "kbench: %s was changed, or made by something else: it is left as it is; write another file with --out, or replace it with --force\n"
                                .formatted(notebook));
        assertThat(Files.readString(notebook)).contains("return 2");
        assertThat(Ran.in(folder, "notebook", "Quiz.java", "--force").code()).isZero();
        assertThat(notebook).hasContent(made);
    }

    static Stream<Path> examples() {
        try (Stream<Path> files = Files.walk(EXAMPLES, 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("src"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleBecomesOne(Path example) throws IOException {
        Path out = folder.resolve("example.ipynb");
        Ran ran =
                Ran.with(
                        Map.of(),
                        Path.of("").toAbsolutePath(),
                        "",
                        "notebook",
                        example.toString(),
                        "--out",
                        out.toString());
        assertThat(ran.err()).isEmpty();
        List<String> cells = cells(out);
        assertThat(cells.getFirst())
                .contains("import module dev.kbench;", "import static dev.kbench.Kbench.*;");
        assertThat(cells.getLast()).contains("Task.of(this::").doesNotContain("void main");
        assertThat(cells).noneMatch(cell -> cell.contains("// %%"));
    }
}
