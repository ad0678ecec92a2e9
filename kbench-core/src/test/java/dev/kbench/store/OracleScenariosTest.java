package dev.kbench.store;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEmpty;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertFalse;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertNotContainsRegex;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertNotIn;
import static dev.kbench.Kbench.assertRaisesNoExceptions;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;
import static dev.kbench.Kbench.system;
import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.run.DataFrame;
import dev.kbench.run.Run;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
                Task.named("All Hold").body((model, _) -> allHold(model)),
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

    private static void allHold(Llm model) {
        assertTrue(true);
        String answer = model.prompt("Name a river. REPLY:The Nile.");
        assertEqual("The Nile.", answer);
        assertEqual(5, 5.0);
        assertTrue(1 < 2);
        assertTrue(!answer.isEmpty());
        assertFalse(answer.isEmpty());
        assertFalse(false);
        assertIn("Nile", answer);
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertIn("b", map);
        assertNotIn(4, Arrays.asList(1, 2.5, "three", null, true));
        assertEmpty("");
        assertEmpty(Map.of());
        assertNotEmpty(List.of(0));
        model.prompt("Another. REPLY:The Oder.");
        assertContainsRegex("(?i)oder", "the ODER");
        assertContainsRegex(Pattern.compile("^the", Pattern.CASE_INSENSITIVE), "The Oder.");
        assertContainsRegex(Pattern.compile("oder", Pattern.CASE_INSENSITIVE), "The ODER");
        assertNotContainsRegex("\\d", "no digits");
        assertRaisesNoExceptions(() -> {});
        assertRaisesNoExceptions(() -> Integer.parseInt("12", 10), "Should parse.");
    }

    private static AssertionResult assertWordCount(String text, int low, int high, String words) {
        int count = text.split(" ").length;
        return recordAssertion(low <= count && count <= high, words);
    }

    private static AssertionResult mustShout(String text) {
        return requireAssertion(
                text.chars().allMatch(Character::isUpperCase), text + " should be upper case");
    }

    private static AssertionResult assertBoth(String text) {
        return recordAssertion(assertNotEmpty(text, "inner").passed(), "outer");
    }

    private static AssertionResult assertBroken() {
        throw new IllegalStateException("the check itself broke");
    }

    @Test
    void assertionsOfTheUsersOwn() throws Exception {
        play(
                Task.named("Custom Recording").body((model, _) -> customRecording(model)),
                Task.named("Custom Raising")
                        .body(
                                (_, _) -> {
                                    mustShout("LOUD");
                                    mustShout("quiet");
                                    assertTrue(true, "never reached");
                                }),
                Task.named("Custom Broken").body((_, _) -> assertBroken()));
        alike("assert-custom");
    }

    private static void customRecording(Llm model) {
        String answer = model.prompt("REPLY:three little words");
        assertWordCount(answer, 1, 3, "1 to 3 words");
        assertWordCount(answer, 10, 20, "10 to 20 words");
        assertBoth(answer);
        assertTrue(true, "from a helper");
        assertTrue(true, "second on its line");
        inside(
                "side",
                () -> {
                    model.prompt("REPLY:aside");
                    assertTrue(true, "in the side chat");
                });
        assertTrue(true, "after the side chat");
    }

    private static void inside(String name, Runnable body) {
        Chat chat = Chat.named(name);
        Chats.current().append(chat);
        try (var _ = Contexts.enter(chat)) {
            body.run();
        }
    }

    /// Numbers that no file can hold leave a failed run here, and no file there.
    @Test
    void scores() throws Exception {
        Task<Double> score = Task.of(this, "score");
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

    @Benchmark("Score")
    double score(String which) {
        return Double.parseDouble(which);
    }

    /// Two files there are empty, of a NaN and an infinity inside; here those runs failed.
    @Test
    void dictionaries() throws Exception {
        Task<Map<String, Object>> details = Task.of(this, "details");
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

    private record Point(int x) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // a key that is no text is what is tried
    @Benchmark("Details")
    Map<String, Object> details(int which) {
        return switch (which) {
            case 0 -> rich();
            case 1 -> Map.of();
            case 2 -> (Map) Map.of(1, "one", 2, "two");
            case 3 -> Map.of("mean", Double.NaN);
            case 4 -> Map.of("mean", Double.POSITIVE_INFINITY);
            case 5 -> Map.of("pair", List.of(1, 2));
            case 6 -> Map.of("point", new Point(1));
            case 7 -> Map.of("n", (1L << 53) + 1);
            case 8 -> letters();
            default -> words();
        };
    }

    private static Map<String, Object> rich() {
        Map<String, Object> rich = new LinkedHashMap<>();
        rich.put("accuracy", 0.9);
        rich.put("latency", 1.2);
        rich.put("is_correct", true);
        rich.put("count", 3);
        rich.put("note", "café ☕ 日本 😀 \"quoted\" \\ \n\t");
        rich.put("none", null);
        rich.put("zebra", List.of(1, "two", Map.of("three", 3.5), List.of(), Map.of()));
        rich.put("alpha", Map.of("b", 1, "a", Map.of("deep", Arrays.asList(true, null))));
        return rich;
    }

    private static Map<String, Object> letters() {
        Map<String, Object> letters = new LinkedHashMap<>();
        for (char c = 'z'; c >= 'a'; c--) {
            letters.put(String.valueOf(c), letters.size());
        }
        return letters;
    }

    private static Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            words.put("key_" + i, "x".repeat(40));
        }
        return words;
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
                        .body((model, _) -> paris(model, "Paris")),
                Task.named("One Fail").body((model, _) -> paris(model, "Lyon")));
        alike(
                "result-passfail",
                "Returns_Unannounced.task.json",
                "Returns_Unannounced-run_id_Run_1_mock_model.run.json");
    }

    private static void paris(Llm model, String reply) {
        String answer = model.prompt("Capital of France? REPLY:" + reply);
        assertIn("Paris", answer, "Should mention Paris.");
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
        Task<Double> harbourQuiz = Task.of(this, "harbourQuiz");
        stage.play(() -> harbourQuiz.run(stage.model));
        stage.play(
                () ->
                        Task.named("Top")
                                .body((model, _) -> harbourQuiz.run(model))
                                .run(stage.judge));
        alike("subtask-stored");
    }

    @Benchmark(name = "Count Ships", description = "Counts ships in a port.")
    int countShips(Llm model, String port) {
        int n = model.prompt("How many ships lie in " + port + "?\nJSON:{\"value\": 3}", int.class);
        assertEqual(3, n);
        return n;
    }

    @Benchmark("Aardvark/Check")
    void aardvarkCheck(Llm model) {
        assertEqual("yes", model.prompt("REPLY:no"));
    }

    @Benchmark(name = "Harbour Quiz", description = "Checks facts about a harbour.")
    double harbourQuiz(Llm model) {
        model.prompt("Ready? REPLY:yes");
        boolean a = Task.of(this, "countShips").run(model, "Gdynia").passed();
        boolean b = Task.of(this, "aardvarkCheck").run(model).passed();
        assertTrue(a, "first sub-task passed");
        model.prompt("Thanks. REPLY:bye");
        return ((a ? 1 : 0) + (b ? 1 : 0)) / 2.0;
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
                                    inside("side", () -> model.prompt(last));
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
        Task<Boolean> grid = Task.of(this, "grid");
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
                    return Task.of(this, "noArguments").evaluate(_ -> {});
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

    @Benchmark("Grid")
    boolean grid(Llm model, int temperature, String word) {
        return model.prompt(
                        word + " " + temperature + " REPLY:" + word,
                        with -> with.temperature(temperature))
                .equals("a");
    }

    @Benchmark("No Arguments")
    int noArguments() {
        return 1;
    }

    @Test
    void systemMessages() throws Exception {
        play(Task.named("System").body((model, _) -> systemTask(model)));
        alike("system-messages");
    }

    private static void systemTask(Llm model) {
        system().send("You are an expert Python programmer.");
        model.prompt("Check this. REPLY:fine");
        system().send("Now be brief.");
        model.prompt("Again. REPLY:ok");
        inside(
                "pirate_chat",
                () -> {
                    system().send("You are a pirate.");
                    model.prompt("Tell me about treasure. REPLY:Arr");
                });
        hidden(Actor.USER, "hidden note");
        new Actor("Dev", Role.DEVELOPER, "").send("developer text");
        new Actor("Clock", Role.TOOL, "").send("12:00");
        user().send("first half");
        user().send("second half REPLY:both");
        assertEqual("both", model.respond());
        user().send("{'a': 1, 'b': ['é', None]}");
        user().send("[1, 2]");
        user().send("asked in secret REPLY:hidden answer");
        hidden(new Actor(model.name(), Role.ASSISTANT, ""), "hidden answer");
        model.prompt("end REPLY:end");
        user().send("after the last answer");
    }

    private static void hidden(Actor sender, String text) {
        Chats.current().append(new Message(sender, new Text(text), false, ReplyDetails.NONE));
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
