package dev.kbench.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.contract.Needed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Notebooks, headless, in the packaged kernel, as Jupyter starts it.
class NotebookIT {
    private static final Path LIB = Path.of("..", "kbench-cli", "target", "lib");
    private static final Path EXAMPLES = Path.of("..", "examples").toAbsolutePath().normalize();
    private static final Path SCRIPT =
            Path.of("src", "test", "resources", "notebook", "execute.py").toAbsolutePath();
    private static final long LONGEST_SECONDS = 600;
    private static final String PYTHON = "kbench.jupyter.python";

    private static final String QUIZ =
            """
            /// Asks, and looks for the answer.
            @Benchmark("river_quiz")
            boolean quiz(Llm llm, String question, String answer) {
                String reply = llm.prompt(question);
                return assertContainsRegex(answer, reply, "It says " + answer).passed();
            }
            """;

    @TempDir Path folder;

    private Path work;
    private Map<String, String> environment;

    @BeforeEach
    void installTheKernel() throws IOException, InterruptedException {
        work = Files.createDirectories(folder.resolve("work"));
        environment =
                Map.of(
                        "JUPYTER_DATA_DIR",
                        folder.resolve("jupyter").toString(),
                        "LLM_DEFAULT",
                        "demo/echo",
                        "LLM_DEFAULT_EVAL",
                        "demo/echo");
        kbench("kernel", "--install");
    }

    private void kbench(String... words) throws IOException, InterruptedException {
        Child child = Child.kbench(LIB, work, environment, words);
        assertThat(child.code()).as(child.output()).isZero();
    }

    private static String python() {
        return Optional.ofNullable(System.getProperty(PYTHON))
                .filter(value -> !value.isEmpty())
                .orElseGet(
                        () ->
                                Needed.missing(
                                        "Jupyter is not here: expected -D"
                                                + PYTHON
                                                + "=PYTHON, a Python with nbclient 0.11"));
    }

    /// Executes a notebook.
    ///
    /// @return the outputs of each of its code cells
    private List<JsonNode> execute(Path notebook) throws IOException, InterruptedException {
        Path out = folder.resolve("outputs.json");
        Path err = folder.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                                python(), SCRIPT.toString(), notebook.toString(), work.toString())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                    .as(Files.readString(err))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isZero();
        } finally {
            process.destroyForcibly();
        }
        List<JsonNode> outputs = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            outputs.add(new JsonMapper().readTree(line));
        }
        return outputs;
    }

    private List<JsonNode> cells(String... sources) throws IOException, InterruptedException {
        Path file = folder.resolve("trial.cells");
        Files.writeString(file, String.join("\n----\n", sources));
        return execute(file);
    }

    /// What a cell shows, its style left out.
    private static String html(JsonNode outputs) {
        return data(outputs, "text/html").replaceFirst("(?s)<style>.*?</style>", "");
    }

    private static String data(JsonNode outputs, String type) {
        return outputs.path(outputs.size() - 1).path("data").path(type).asString("");
    }

    private static String error(JsonNode outputs) {
        StringBuilder lines = new StringBuilder();
        for (JsonNode line : outputs.path(outputs.size() - 1).path("traceback")) {
            lines.append(line.asString()).append('\n');
        }
        return lines.toString();
    }

    private List<String> runFiles() throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".run.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatACellComesToIsShown() throws IOException, InterruptedException {
        List<JsonNode> outputs =
                cells(
                        QUIZ,
                        "Task.of(this::quiz)",
                        "DataFrame.ofColumns(\"question\", List.of(\"<b>Nile?</b>\", \"Po?\"),"
                                + " \"answer\", List.of(\"Nile\", \"Tiber\"))",
                        "var runs = Task.of(this::quiz).evaluate(with ->"
                                + " with.llms(llm()).data($2).jobs(2));\n"
                                + "runs",
                        "runs.get(0)",
                        "runs.get(1).chat()",
                        "IO.println(\"printed\");\nchoose(Task.of(this::quiz))");
        assertThat(outputs.get(0)).isEmpty();
        assertThat(html(outputs.get(1)))
                .startsWith(
                        "<div class=\"kbench\"><div class=\"title\"><strong"
                                + " class=\"name\">river_quiz</strong>")
                .contains("Asks, and looks for the answer.", "<dt class=\"name\">question</dt>");
        assertThat(data(outputs.get(1), "text/plain"))
                .isEqualTo("Task[river_quiz[Llm llm, String question, String answer]]");
        assertThat(html(outputs.get(2)))
                .contains(
                        "<tr><th scope=\"row\"><div dir=\"auto\""
                                + " class=\"said\">0</div></th><td><div dir=\"auto\""
                                + " class=\"said\">&lt;b&gt;Nile?&lt;/b&gt;</div></td><td><div"
                                + " dir=\"auto\" class=\"said\">Nile</div></td></tr>")
                .endsWith("<p class=\"soft small\">2 rows, 2 columns</p></div>");
        assertThat(html(outputs.get(3)))
                .contains(
                        "<th class=\"name\" scope=\"row\">demo/echo</th><td class=\"number\">50.0"
                                + " %",
                        "<summary>2 runs</summary>");
        assertThat(outputs.get(3).path(0).path("data").path("text/plain").asString())
                .isEqualTo("river_quiz: 2 of 2 runs, 1 passed");
        assertThat(data(outputs.get(3), "text/plain"))
                .isEqualTo("2 runs: 2 measured, 0 failed, 0 unmeasured of 2");
        assertThat(html(outputs.get(4)))
                .startsWith(
                        "<div class=\"kbench\"><div class=\"title\"><span class=\"badge good\">✓"
                                + " passed</span>")
                .contains("It says Nile", "line 5", "return assertContainsRegex(answer, reply");
        assertThat(html(outputs.get(5))).contains("Po?");
        assertThat(outputs.get(6).path(0).path("text").asString()).isEqualTo("printed\n");
        assertThat(data(outputs.get(6), "text/plain")).startsWith("river_quiz: keeps ");
        assertThat(runFiles()).hasSize(1);
        assertThat(work.resolve("river_quiz.task.json")).exists();
        assertThat(work.resolve(".kbench/journal")).isNotEmptyDirectory();
    }

    @Test
    void errorsTellTheCellsLineAndNothingElse() throws IOException, InterruptedException {
        List<JsonNode> outputs =
                cells(
                        QUIZ,
                        "\nTask.of(this::quiz)\n    .run(llm(), \"Nile?\")",
                        "int n = \"two\";",
                        "quiz(");
        assertThat(error(outputs.get(1))).matches("task 'river_quiz' .*\n    at cell 2:2\n");
        assertThat(error(outputs.get(2)))
                .isEqualTo(
                        "cell 3:1: incompatible types: java.lang.String cannot be converted to"
                                + " int\n"
                                + "    int n = \"two\";\n"
                                + "            ^\n");
        assertThat(error(outputs.get(3)))
                .isEqualTo("cell 4:1: this ends too early; expected more after: quiz(\n");
    }

    @Test
    void aCellThatIsInterruptedKeepsWhatHadEnded() throws IOException, InterruptedException {
        List<JsonNode> outputs =
                cells(
                        """
                        boolean slow(Llm llm, int n) throws Exception {
                            if (n == 3) {
                                IO.println("interrupt me");
                                new java.util.concurrent.CountDownLatch(1).await();
                            }
                            return llm.prompt("yes").equals("yes");
                        }
                        var rows = DataFrame.ofColumns("n", List.of(0, 1, 2, 3, 4, 5));
                        """,
                        "var runs = Task.of(this::slow).evaluate(with ->"
                                + " with.llms(llm()).data(rows));",
                        "1 + 1");
        assertThat(error(outputs.get(1)))
                .startsWith(
                        "Slow: stopped after 4 of 6 runs, whose results runs() has: it was"
                                + " interrupted\n");
        assertThat(data(outputs.get(2), "text/plain")).isEqualTo("2");
        assertThat(runFiles().stream().filter(name -> name.startsWith("Slow-"))).isNotEmpty();
    }

    /// A result that is read back is one of the code as it is, also by another process.
    @Test
    void theCacheKnowsTheCodeOfACell() throws IOException, InterruptedException {
        String cached =
                "try (var scope = client().enableCache()) {"
                    + " IO.println(Task.of(this::quiz).run(llm(), \"Nile?\", \"Nile\").cached());"
                    + " }";
        String other = QUIZ.replace("question)", "\"Where? \" + question)");
        assertThat(printed(cells(QUIZ, cached, cached, other, cached)))
                .containsExactly("false", "true", "false");
        assertThat(printed(cells("int first = 1;", other, cached, QUIZ, cached)))
                .containsExactly("true", "true");
    }

    private static List<String> printed(List<JsonNode> cells) {
        return cells.stream()
                .map(outputs -> outputs.path(0).path("text").asString("").strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "minimal/GeographyQuiz",
                "minimal/MathBenchmark",
                "quickstart/Quickstart",
                "rooms/Refund",
                "tools/FunctionTools"
            })
    void anExampleRunsAsANotebook(String example) throws IOException, InterruptedException {
        Path source = EXAMPLES.resolve(example + ".java");
        Path notebook = work.resolve("example.ipynb");
        Files.copy(EXAMPLES.resolve("quickstart/questions.csv"), work.resolve("questions.csv"));
        kbench("notebook", source.toString(), "--out", notebook.toString());
        List<JsonNode> outputs = execute(notebook);
        for (JsonNode cell : outputs) {
            for (JsonNode output : cell) {
                String error = error(cell);
                // the model that echoes calls no tools and gives no numbers, which ends a run as in
                // a file
                assertThat(
                                output.path("output_type").asString().equals("error")
                                        && !error.contains("/Run #"))
                        .as(error)
                        .isFalse();
            }
        }
        assertThat(runFiles()).isNotEmpty();
    }
}
