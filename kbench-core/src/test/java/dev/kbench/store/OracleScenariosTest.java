package dev.kbench.store;

import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.contract.Oracle;
import dev.kbench.llm.Llm;
import dev.kbench.run.Run;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The original's scenarios, played here: the files must be like its files.
class OracleScenariosTest {
    private static final List<String> DOUBLES =
            List.of(
                    "0.85",
                    "0.0",
                    "-0.0",
                    "-12.5",
                    "0.30000000000000004",
                    "5e-324",
                    "1.7976931348623157e308",
                    "100.0",
                    "1e22",
                    "3",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "0.25",
                    "0.25");

    private final ScenarioTasks tasks = new ScenarioTasks();

    @TempDir Path folder;
    private Stage stage;
    private Llm llm;

    @BeforeEach
    void open() {
        Oracle.folder();
        stage = new Stage(folder);
        llm = stage.model;
    }

    /// Compares all files of a case but some, of which the reason stands where they are named.
    private void alike(String oracleCase, String... notComparable) throws IOException {
        Map<String, Path> theirs = Stage.files(Oracle.folder().resolve(oracleCase));
        theirs.remove("summary.json");
        theirs.keySet().removeAll(List.of(notComparable));
        Map<String, Path> ours = stage.files();
        assertThat(theirs).isNotEmpty();
        assertThat(ours.keySet()).containsAll(theirs.keySet());
        for (Map.Entry<String, Path> file : theirs.entrySet()) {
            assertThat(Likeness.of(ours.get(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(Likeness.of(file.getValue()));
        }
    }

    private void play(Task<?>... tasks) throws Exception {
        stage.play(() -> Arrays.stream(tasks).map(task -> task.attempt(llm)).toList());
    }

    @Test
    void assertionsThatHold() throws Exception {
        play(
                Task.named("All Hold").body((model, _) -> ScenarioTasks.allHold(model)),
                Task.named("All Hold With Text")
                        .body(
                                (_, _) -> {
                                    assertEqual(1, 1, "One is one.");
                                    assertEqual(1, 1, "");
                                    assertTrue(true, "Grüße, 日本 \"q\"");
                                    assertIn(1, List.of(1), "Two\nlines.");
                                }));
        alike("assert-pass");
    }

    @Test
    void assertionsOfTheUsersOwn() throws Exception {
        play(
                Task.named("Custom Recording")
                        .body((model, _) -> ScenarioTasks.customRecording(model)),
                Task.named("Custom Raising")
                        .body(
                                (_, _) -> {
                                    ScenarioTasks.mustShout("LOUD");
                                    ScenarioTasks.mustShout("quiet");
                                    assertTrue(true, "never reached");
                                }),
                Task.named("Custom Broken").body((_, _) -> ScenarioTasks.assertBroken()));
        alike("assert-custom");
    }

    /// Numbers that no file can hold leave a failed run here, and no file there.
    @Test
    void scores() throws Exception {
        Task<Double> score = Task.of(tasks, "score");
        stage.play(() -> DOUBLES.stream().map(score::attempt).toList());
        alike("result-float");
        for (int n : List.of(11, 12, 13)) {
            RunFile run =
                    RunFileReader.run(folder.resolve("Score-run_id_Run_%d.run.json".formatted(n)));
            assertThat(run.state()).isEqualTo(RunFile.ERRORED);
            assertThat(run.errorMessage())
                    .contains("InvalidResultException", "expected a finite number");
        }
    }

    /// Two files there are empty, of a NaN and an infinity inside; here those runs failed.
    @Test
    void dictionaries() throws Exception {
        Task<Map<String, Object>> details = Task.of(tasks, "details");
        List<Run<Map<String, Object>>> runs = new ArrayList<>();
        stage.play(
                () -> {
                    for (int which = 0; which < 10; which++) {
                        runs.add(details.attempt(which));
                    }
                    return runs;
                });
        alike("result-dict", "Details-run_id_Run_4.run.json", "Details-run_id_Run_5.run.json");
        assertThat(stage.files()).hasSize(11);
        assertThat(runs.stream().map(run -> run.status().name()))
                .containsExactly(
                        "SUCCESS", "SUCCESS", "FAILED", "FAILED", "FAILED", "SUCCESS", "SUCCESS",
                        "SUCCESS", "SUCCESS", "SUCCESS");
    }

    /// A task that returns nothing cannot return something here.
    @Test
    void passAndFail() throws Exception {
        play(
                Task.named("No Checks")
                        .description("Says hello.\n\nSecond paragraph of the docstring.")
                        .body((model, _) -> model.prompt("Say hello. REPLY:hello")),
                Task.named("One Pass")
                        .description("One assertion that holds.")
                        .version(3)
                        .body((model, _) -> ScenarioTasks.paris(model, "Paris")),
                Task.named("One Fail").body((model, _) -> ScenarioTasks.paris(model, "Lyon")));
        alike(
                "result-passfail",
                "Returns_Unannounced.task.json",
                "Returns_Unannounced-run_id_Run_1_mock_model.run.json");
    }

    /// A task's file is written when it is first run, so that one which never ran has none here.
    @Test
    void exceptions() throws Exception {
        play(
                Task.named("Before Prompt")
                        .returning(double.class)
                        .body(
                                (_, _) -> {
                                    throw new IllegalArgumentException("no tide data");
                                }),
                Task.named("After Prompt")
                        .body(
                                (model, _) -> {
                                    model.prompt("REPLY:first");
                                    assertTrue(true, "recorded before");
                                    user().send("pending text, never answered");
                                    throw new IllegalStateException("Grüße\nsecond line");
                                }),
                Task.named("With Cause")
                        .returning(boolean.class)
                        .body(
                                (_, _) -> {
                                    throw new IOException(new IllegalStateException("missing"));
                                }));
        alike("exception", "Fatal.task.json", "Interrupted.task.json", "Needs_Two.task.json");
        assertThat(
                        RunFileReader.run(
                                        folder.resolve(
                                                "After_Prompt-run_id_Run_1_mock_model.run.json"))
                                .errorMessage())
                .startsWith("java.lang.IllegalStateException: Grüße\nsecond line\n\tat ");
    }

    @Test
    void subTasks() throws Exception {
        Task<Double> harbourQuiz = Task.of(tasks, "harbourQuiz");
        stage.play(() -> harbourQuiz.run(stage.model));
        stage.play(
                () ->
                        Task.named("Top")
                                .body((model, _) -> harbourQuiz.run(model))
                                .run(stage.judge));
        alike("subtask-stored");
    }

    @Test
    void usage() throws Exception {
        play(
                Task.named("Usage")
                        .body(
                                (model, _) -> {
                                    model.prompt("USAGE REPLY:1");
                                    model.prompt("USAGE:100,20,0,0 COST REPLY:2");
                                    model.prompt("COST:5,0,0 REPLY:3");
                                    model.prompt("NOUSAGE REPLY:4");
                                    String last = "USAGE:7,8 COST:3000000000,1,2 REPLY:5";
                                    ScenarioTasks.inside("side", () -> model.prompt(last));
                                }),
                Task.named("No Usage").body((model, _) -> model.prompt("NOUSAGE REPLY:1")),
                Task.named("Zero Usage")
                        .body((model, _) -> model.prompt("USAGE:0,0,0,0 COST:0,0,0 REPLY:1")),
                Task.named("Empty Content").body((model, _) -> model.prompt("REPLY:")),
                Task.named("Beyond 32 Bits")
                        .body((model, _) -> model.prompt("USAGE:3000000000,1 REPLY:1")));
        List<String> others = new ArrayList<>();
        for (String wire :
                List.of(
                        "Cut",
                        "Cut_Typed",
                        "Filtered_Typed",
                        "No_Choices",
                        "No_Choices_Typed",
                        "Null_Content",
                        "Null_Typed")) {
            others.add(wire + ".task.json");
            others.add(wire + "-run_id_Run_1_mock_model.run.json");
        }
        alike("usage", others.toArray(String[]::new));
        RunFile beyond =
                RunFileReader.run(
                        folder.resolve("Beyond_32_Bits-run_id_Run_1_mock_model.run.json"));
        assertThat(beyond.conversations().getFirst().metrics().outputTokens()).isEqualTo(1);
        assertThat(beyond.conversations().getFirst().metrics().inputTokens()).isZero();
    }

    /// Files are found by their runs' ids: there, a later run takes an earlier one's file; here,
    /// each run has its own.
    @Test
    void evaluations() throws Exception {
        Task<Boolean> grid = Task.of(tasks, "grid");
        DataFrame words = DataFrame.ofColumns("word", List.of("a", "b", "c"));
        stage.play(
                () -> {
                    grid.evaluate(
                            with ->
                                    with.llms(stage.model, stage.judge)
                                            .grid("temperature", 0, 1)
                                            .data(words));
                    grid.evaluate(
                            with ->
                                    with.llms(stage.model, stage.judge)
                                            .grid("temperature", 0)
                                            .grid("word", "a", "z"));
                    grid.evaluate(
                            with -> with.llms(llm).grid("temperature", 1).data(words.head(1)));
                    grid.evaluate(with -> with.llms(llm).grid("temperature", 0).data(words));
                    return Task.of(tasks, "noArguments").evaluate(_ -> {});
                });
        Map<String, Path> ours = byRunId(stage.files());
        Map<String, Path> theirs = byRunId(Stage.files(Oracle.folder().resolve("evaluate-grid")));
        assertThat(theirs).hasSize(11);
        assertThat(ours).hasSize(21).containsKeys(theirs.keySet().toArray(String[]::new));
        for (Map.Entry<String, Path> file : theirs.entrySet()) {
            assertThat(Likeness.of(ours.get(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(Likeness.of(file.getValue()));
        }
        assertThat(stage.files().keySet())
                .containsAll(
                        Stage.files(Oracle.folder().resolve("evaluate-grid")).keySet().stream()
                                .filter(name -> name.endsWith(".run.json"))
                                .toList());
    }

    private static Map<String, Path> byRunId(Map<String, Path> files) {
        Map<String, Path> runs = new TreeMap<>();
        files.forEach(
                (name, file) -> {
                    if (name.endsWith(".run.json")) {
                        assertThat(runs.put(RunFileReader.run(file).pyRunId(), file)).isNull();
                    }
                });
        return runs;
    }

    @Test
    void systemMessages() throws Exception {
        play(Task.named("System").body((model, _) -> ScenarioTasks.systemTask(model)));
        alike("system-messages");
    }

    /// Tasks whose files would be one file there have files of their own here, and a name without a
    /// Latin letter has a name for its file. Names there that are derived from Python's are not
    /// Java's, a model has no second name here, and versions are whole numbers from 0.
    @Test
    void names() throws Exception {
        for (String name :
                List.of(
                        "My Task",
                        "a_b",
                        "a/b",
                        "a\\b",
                        "c#d",
                        "Café ☕",
                        "日本",
                        "dots.and-dashes_",
                        "..",
                        "tab\there",
                        "quote\"'",
                        "trailing ",
                        "UPPER lower",
                        "50% (a+b)",
                        "x".repeat(120),
                        "emoji 😀 name")) {
            play(
                    Task.named(name)
                            .returning(boolean.class)
                            .description(
                                    "First line \"quoted\".\n\n"
                                            + "    Indented line.\n"
                                            + "Last line: ü 日本 \\ 😀")
                            .body((model, _) -> model.prompt("REPLY:ok").equals("ok")));
        }
        play(
                Task.named("With Description")
                        .description("Line one\nline \"two\"\n\ttabbed ü")
                        .version(0)
                        .body((_, _) -> {}));
        alike(
                "names",
                ".task.json",
                "-run_id_Run_1_mock_model.run.json",
                "12345.task.json",
                "Body.task.json",
                "Empty_Description.task.json",
                "Httpserver_Check.task.json",
                "Odd_Model-run_id_Run_1_google_gemini-2.5-flashdefaultbeta_1.run.json",
                "Odd_Model.task.json",
                "Test2Nd_Try__X.task.json",
                "V_text_version.task.json",
                "ber_Prfung.task.json");
        assertThat(stage.files()).hasSize(34);
    }
}
