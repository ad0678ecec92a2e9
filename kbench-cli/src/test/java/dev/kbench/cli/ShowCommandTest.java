package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.Kbench;
import dev.kbench.chat.Chats;
import dev.kbench.config.Settings;
import dev.kbench.content.ToolCall;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

class ShowCommandTest {
    private static final String FILE = "Game-run_id_Run_1_demo_echo.run.json";

    @TempDir Path folder;

    private void play() throws Exception {
        play(
                MockLlm.answering("demo/echo", request -> request.messages().getLast().text()),
                ShowCommandTest::game);
    }

    private void play(Llm llm, Predicate<Llm> game) throws Exception {
        Settings settings = Settings.of(Map.of());
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE)) {
            Task<Boolean> task =
                    Task.named("Game")
                            .returning(boolean.class)
                            .body((subject, _) -> game.test(subject));
            assertThat(workspace.call(() -> task.run(llm)).result()).isTrue();
        }
    }

    private static boolean game(Llm llm) {
        ChatRoom room = ChatRoom.create(with -> with.name("Moderator"));
        Participant ann = room.addParticipant(_ -> "I wonder.", "Ann");
        Participant bob = room.addParticipant(_ -> "So do I.", "Bob");
        Participant cleo = room.addParticipant(_ -> "Hm \u001b[31m red.", "Cleo");
        ChatRoom night = room.privateChannel("Night", ann, bob);
        try (var _ = room.enter()) {
            room.post("The village sleeps.");
            room.post("You are a wolf.", with -> with.visibleTo(ann));
            try (var _ = night.enter()) {
                night.post("Choose.");
                ann.reply();
                bob.reply();
            }
            room.post("It wakes.");
            cleo.reply();
            bob.replyPrivately();
        }
        try (var _ = Chats.open("judge")) {
            return Kbench.assertEqual("Fine.", llm.prompt("Fine.")).passed();
        }
    }

    private static String timeless(String text) {
        return text.replaceAll("completed · \\S+", "completed · 1ms")
                .replaceAll("\\(line \\d+\\)", "(line 1)");
    }

    @Test
    void aRunReadsAsAConversation() throws Exception {
        play();
        Ran ran = Ran.in(folder, "show", FILE);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(timeless(ran.out()))
                .isEqualTo(
                        """
                        Game · demo/echo · completed · 1ms
                        result: true

                          [Moderator]
                            Moderator: The village sleeps.
                            Moderator (only to Ann): You are a wolf.
                            Night (private: Night): Choose.
                            Ann (private: Night): I wonder.
                            Bob (private: Night): So do I.
                            Moderator: It wakes.
                            Cleo: Hm ␛[31m red.
                            Bob (only to Bob): So do I.

                          [judge]
                            User: Fine.
                            demo/echo: Fine.

                        ✓ assertEqual: Expected: 'Fine.', Got: 'Fine.' (line 1)
                        """);
    }

    private static AssertionResult assertShort(String text) {
        int words = text.split(" ").length;
        return Kbench.recordAssertion(
                words < 3, "Fewer than 3 words", with -> with.value("words", words));
    }

    @Test
    void anAssertionIsShownByNameWithItsValues() throws Exception {
        play(
                MockLlm.replying("It is \u001b[31mred."),
                llm -> {
                    assertShort(llm.prompt("Which colour?"));
                    Kbench.assertEqual(List.of("a", "c"), List.of("a", "b"), "the letters");
                    return true;
                });
        String file = "Game-run_id_Run_1_mock.run.json";
        assertThat(timeless(Ran.in(folder, "show", file).out()))
                .endsWith(
                        """

                        ✗ assertShort: Fewer than 3 words (line 1)
                            words: 3
                        ✗ assertEqual: the letters (line 1)
                            expected: [a, c]
                            actual: [a, b]
                            [1]: expected "c", got "b"
                        """);
        assertThat(timeless(Ran.in(folder, "show", "--json", file).out()))
                .contains("\"name\":\"assertShort\"")
                .contains("\"values\":{\"words\":\"3\"}")
                .contains("\"difference\":\"[1]: expected \\\"c\\\", got \\\"b\\\"\"");
    }

    @Test
    void whyAJudgeGaveNothingIsShownAtTheEndOfItsConversation() throws Exception {
        play(
                MockLlm.replying("Nice."),
                llm ->
                        Kbench.assessResponseWithJudge(List.of("It is short."), "So.", llm)
                                .isEmpty());
        assertThat(
                        Ran.in(folder, "show", "Game-run_id_Run_1_mock.run.json")
                                .out()
                                .replaceAll("\\s+", " "))
                .contains("mock: Nice. System: The answer could not be read: expected an object")
                .contains("System: The judge mock gave no assessment: mock: expected an object");
    }

    @Test
    void asAParticipantItIsWhatThatOneSaw() throws Exception {
        play();
        Ran cleo = Ran.in(folder, "show", "--as", "Cleo", FILE);
        assertThat(timeless(cleo.out()))
                .isEqualTo(
                        """
                        Game · demo/echo · completed · 1ms

                          [Moderator]
                            Moderator: The village sleeps.
                            Moderator: It wakes.
                            Cleo: Hm ␛[31m red.
                        """);
        Ran json = Ran.in(folder, "show", "--json", "--as", "Ann", FILE);
        assertThat(json.out())
                .contains("You are a wolf.", "Choose.")
                .doesNotContain("judge", "Fine.", "\"Bob\",\"Ann\"")
                .hasLineCount(1);
    }

    @Test
    void whatWasPutUpWithInAnAnswerStandsBelowIt() throws Exception {
        play(
                MockLlm.answering("demo/echo", _ -> "Sure: {'value': 7,}"),
                llm -> llm.prompt("3 + 4?", int.class) == 7);
        assertThat(timeless(Ran.in(folder, "show", FILE).out()))
                .isEqualTo(
                        """
                        Game · demo/echo · completed · 1ms
                        result: true

                        [Game]
                          User: 3 + 4?
                          demo/echo: Sure: {'value': 7,}
                            (read with repairs: left out the text around the answer; read other quotation marks; left out a comma behind the
                            last item)
                        """);
        assertThat(Ran.in(folder, "show", "--json", FILE).out())
                .contains("\"repairs\":[\"left out the text around the answer\",");
    }

    @Test
    void callsOfToolsAndWhatTheyReturnedAreShown() throws Exception {
        play(
                MockLlm.responding(
                        MockLlm.calling(
                                ToolCall.of("1", "twice", "{\"number\": 21}"),
                                ToolCall.of("2", "fail", "{}"),
                                ToolCall.of("3", "fly", "{}")),
                        ModelResponse.of("It is 42.")),
                llm ->
                        llm.prompt(
                                        "Twice 21?",
                                        with ->
                                                with.tool(
                                                                "twice",
                                                                "",
                                                                (Integer number) -> 2 * number)
                                                        .tool("fail", "", ShowCommandTest::fail))
                                .equals("It is 42."));
        assertThat(timeless(Ran.in(folder, "show", file()).out()))
                .isEqualTo(
                        """
                        Game · mock · completed · 1ms
                        result: true

                        [Game]
                          User: Twice 21?
                          mock:
                          twice: {"number":21} → 42
                          fail: {} → error: fail failed: no ␛[31m line
                          fly: {} → error: there is no tool 'fly'; there are [twice, fail]
                          mock: It is 42.
                        """);
    }

    private static String fail() {
        throw new IllegalStateException("no \u001b[31m line");
    }

    private String file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".run.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void narrowTerminalsWrapAndPipesDoNot() throws Exception {
        play();
        Ran ran = Ran.with(Map.of("COLUMNS", "24"), folder, "", "show", FILE);
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 24);
        assertThat(ran.out()).doesNotContain("\u001b");
    }

    @Test
    void aFileOfTheOriginalIsReadToo() throws IOException {
        Files.writeString(
                folder.resolve("Debate.run.json"),
                """
                {"taskVersion": {"name": "Debate"}, "modelVersion": {"slug": "m/x"},
                 "state": "BENCHMARK_TASK_RUN_STATE_ERRORED",
                 "startTime": "2026-01-01T00:00:00Z", "endTime": "2026-01-01T00:00:02Z",
                 "errorMessage": "Traceback (most recent call last):\\n  File x\\nValueError: no",
                 "conversations": [
                  {"id": "Debate-00000000"},
                  {"id": "Moderator-00000001", "requests": [{"contents": [
                    {"parts": [{"text": "Topic."}], "role": "CONTENT_ROLE_USER", "senderName": "Moderator"},
                    {"parts": [{"text": "\\"{\\\\\\"name\\\\\\": 1}\\""}], "role": "CONTENT_ROLE_ASSISTANT", "senderName": "Alice"},
                    {"parts": [{"inlineData": {"data": "AAAA", "mimeType": "image/png"}}], "role": "CONTENT_ROLE_USER"}
                  ], "metrics": {"inputTokens": 10, "outputTokens": 1}}],
                  "metrics": {"inputTokens": 10, "outputTokens": 1}}],
                 "assertions": [{"expectation": "Holds.", "status": "BENCHMARK_TASK_RUN_ASSERTION_STATUS_FAILED"}],
                 "subruns": [{"taskVersion": {"name": "Inner"}, "results": [{"numericResult": {"value": 7.5}}]}]}
                """);
        assertThat(Ran.in(folder, "show", "Debate.run.json").out())
                .isEqualTo(
                        """
                        Debate · m/x · errored · 2.0s
                        error: ValueError: no

                          [Moderator] 10 tokens in, 1 out
                            Moderator: Topic.
                            Alice: {"name": 1}
                            user: [image/png 3 bytes, sha256 709e80c8…]

                        ✗ Holds.

                          Inner
                          result: 7.5
                        """);
    }

    @Test
    void whatIsNoRunFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("x.json"), "{}");
        assertThat(Ran.in(folder, "show", "x.json").err())
                .contains("x.json is no run file: expected one such as Quiz-run_id_Run_1.run.json");
        assertThat(Ran.in(folder, "show", "gone.json")).extracting(Ran::code).isEqualTo(2);
        play();
        assertThat(Ran.in(folder, "show", "--as", "Zoe", FILE).err())
                .isEqualToNormalizingNewlines(
                        "kbench: --as Zoe: expected one of those who spoke or were spoken to in the"
                                + " rooms of Game: Ann, Bob, Cleo\n");
    }
}
