package dev.kbench.store;

import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assessResponseWithJudge;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.config.Settings;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
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
import java.util.stream.Stream;

/// What a run's file says beyond the platform's message: the name and the values of each assertion,
/// and what was said behind a conversation's last answer.
class OwnWordsInFilesTest {
    record City(String name, int stars) {}

    @TempDir Path folder;

    private interface Body {
        void run(MockLlm llm);
    }

    private Run<Void> run(Body body, String... answers) throws Exception {
        Settings settings = Settings.of(Map.of());
        MockLlm llm = MockLlm.replying(answers.length == 0 ? new String[] {"never"} : answers);
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE)) {
            Task<Void> task =
                    Task.named("Words")
                            .returning(void.class)
                            .body(
                                    (_, _) -> {
                                        body.run(llm);
                                        return null;
                                    });
            return workspace.call(() -> task.run(llm));
        }
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".run.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static AssertionResult assertWords(String text, int most) {
        int words = text.split(" ").length;
        return recordAssertion(
                words <= most,
                "At most %d words".formatted(most),
                with -> with.value("words", words).value("text", text));
    }

    @Test
    void assertionsAreReadBackAsTheyWere() throws Exception {
        Run<Void> run =
                run(
                        _ -> {
                            assertWords("one two three", 2);
                            assertWords("one", 2);
                            assertEqual(new City("Paris", 3), new City("Rome", 3), "the city");
                        });
        assertThat(ShownRun.read(file()).checks()).isEqualTo(run.assertionResults());
        assertThat(FiledDetail.read(file()).assertions()).isEqualTo(run.assertionResults());
        assertThat(FiledRun.read(file()).checks()).isEqualTo(run.assertionResults());
        assertThat(run.assertionResults())
                .extracting(AssertionResult::type, AssertionResult::details)
                .containsExactly(
                        tuple("assertWords", List.of("words: 3", "text: one two three")),
                        tuple("assertWords", List.of("words: 1", "text: one")),
                        tuple(
                                "assertEqual",
                                List.of(
                                        "expected: City[name=Paris, stars=3]",
                                        "actual: City[name=Rome, stars=3]",
                                        ".name: expected \"Paris\", got \"Rome\"")));
    }

    @Test
    void assertionsOfAnotherLibraryHaveNoNames() throws Exception {
        run(_ -> assertWords("one two three", 2));
        String text = Files.readString(file());
        Files.writeString(
                file(),
                text.replace("\"kbench\": {", "\"another\": 7, \"other\": {\"kbench\": 7,"));
        assertThat(ShownRun.read(file()).checks())
                .extracting(AssertionResult::type, AssertionResult::details)
                .containsExactly(tuple("", List.of()));
        Files.writeString(
                file(),
                text.replaceAll(
                        "(?s)\"kbench\": \\{.*?}\\s*}",
                        "\"kbench\": {\"type\": [], \"values\": 7, \"difference\": {}}"));
        assertThat(ShownRun.read(file()).checks())
                .extracting(AssertionResult::type, AssertionResult::details)
                .containsExactly(tuple("", List.of()));
    }

    @Test
    void whyAJudgeFailedStandsAtTheEndOfItsConversation() throws Exception {
        Run<Void> run =
                run(
                        llm ->
                                assertEqual(
                                        true,
                                        assessResponseWithJudge(List.of("It is short."), "So.", llm)
                                                .isEmpty(),
                                        "no report"),
                        "It is fine.");
        String why =
                "The judge mock gave no assessment: mock: expected an object with results, but"
                        + " there is no such JSON in the answer: \"It is fine.\"";
        ShownRun.Talk judge = ShownRun.read(file()).talks().get(1);
        assertThat(judge.said())
                .extracting(ShownRun.Said::role, ShownRun.Said::sender, ShownRun.Said::text)
                .last()
                .isEqualTo(tuple("system", "System", why));
        assertThat(judge.said()).hasSize(4);
        assertThat(inner(FiledDetail.read(file()).chat()).messages())
                .extracting(Message::text)
                .last()
                .isEqualTo(why);
        assertThat(run.passed()).isTrue();
    }

    private static Chat inner(Chat chat) {
        return chat.items().stream()
                .filter(Chat.class::isInstance)
                .map(Chat.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatNobodyAnsweredIsThereToo() throws Exception {
        run(
                llm -> {
                    llm.prompt("Hello?");
                    user().send("Are you there?");
                },
                "Yes.");
        assertThat(ShownRun.read(file()).talks().getFirst().said())
                .extracting(ShownRun.Said::sender, ShownRun.Said::text)
                .containsExactly(
                        tuple("User", "Hello?"),
                        tuple("mock", "Yes."),
                        tuple("User", "Are you there?"));
    }

    @Test
    void whatIsNoMessageIsPassedOver() throws Exception {
        run(_ -> user().send("Are you there?"));
        String text = Files.readString(file());
        for (String odd :
                List.of(
                        "\"unanswered\": 7",
                        "\"unanswered\": [7, {}]",
                        "\"unanswered\": [{\"parts\": [7], \"role\": 1, \"senderName\": []}]")) {
            Files.writeString(
                    file(), text.replaceAll("(?s)\"unanswered\": .*\"User\"\\s*}\\s*]", odd));
            assertThat(FiledDetail.read(file()).chat().messages())
                    .allMatch(m -> m.text().isEmpty());
            assertThat(ShownRun.read(file()).talks().getFirst().said())
                    .allMatch(said -> said.text().isEmpty());
        }
    }
}
