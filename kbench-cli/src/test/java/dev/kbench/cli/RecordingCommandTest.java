package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `kbench run --record` and `--replay`, and what a run of a priced model costs.
class RecordingCommandTest {
    private static final String KEY = "sk-very-secret-0815";

    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            @Benchmark("sum")
            boolean sum(Llm llm, int a, int b) {
                return llm.prompt("What is " + a + " + " + b + "?").contains("3");
            }

            void main() {
                Task.of(this::sum).evaluate(with -> with
                        .llms(llm()).data(Path.of("rows.csv")).trials(2).onFailure(OnFailure.CONTINUE));
            }
            """;

    private static final String ANSWER =
            """
            {"choices":[{"message":{"content":"It is 3"}}],\
            "usage":{"prompt_tokens":1000000,"completion_tokens":500000}}\
            """;

    private static final String TOML =
            """
            [providers.corp]
            api = "openai"
            base_url = "%s"
            key_env = "CORP_KEY"

            [providers.corp.models."m"]
            input = 0.15
            output = 0.60
            """;

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        file("Quiz.java", QUIZ);
        file("rows.csv", "a,b\n1,2\n2,1\n");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Ran run(Map<String, String> environment, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "Quiz.java", "--out", "out"));
        words.addAll(List.of(more));
        return Ran.with(environment, folder, "", words.toArray(String[]::new));
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("calls"))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void twoTrialsOfOnePromptAreTwoRecordingsAndNoKeyIsInThem() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));

            Ran ran = run(Map.of("CORP_KEY", KEY), "--model", "corp:m", "--record", "calls");

            assertThat(ran.code()).as(ran.err()).isZero();
        }
        assertThat(recordings()).hasSize(4);
        for (Path recording : recordings()) {
            assertThat(Files.readString(recording))
                    .contains("It is 3", "What is ")
                    .doesNotContain(KEY)
                    .doesNotContainIgnoringCase("authorization");
        }
    }

    @Test
    void aReplayNeedsNeitherServerNorKeyAndTellsWhatWasUsedThen() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));
            run(Map.of("CORP_KEY", KEY), "--model", "corp:m", "--record", "calls");
        }
        Files.delete(folder.resolve("kbench.toml"));

        Ran ran = run(Map.of(), "--model", "corp:m", "--replay", "calls", "--fresh");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("corp:m (replayed)", "4/4 100.0%", "  4.0M+2.0M  $1.8000  ")
                .contains("\n  spent now nothing; replayed 4.0M+2.0M tokens, $1.80\n")
                .doesNotContain("in all");
    }

    @Test
    void aCallThatWasNotRecordedNamesTheNearestOne() throws IOException {
        run(Map.of(), "--model", "demo/calculator", "--record", "calls");
        file("Quiz.java", QUIZ.replace("What is ", "How much is "));

        Ran ran = run(Map.of(), "--model", "demo/calculator", "--replay", "calls", "--fresh");

        assertThat(ran.code()).isNotZero();
        assertThat(ran.out() + ran.err())
                .contains(
                        "the nearest, demo_calculator/",
                        "differs in message 1 (user): recorded “What is 1 + 2?”, asked “How much is"
                                + " 1 + 2?”. Record again with kbench run --record");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithWhatMakesOne() {
        Ran ran = run(Map.of(), "--replay", "calls");

        assertThat(ran.code()).isEqualTo(2);
        Path calls = folder.resolve("calls");
        assertThat(ran.err())
                .contains(
                        "kbench: %1$s: there is no folder of recordings; make one with kbench run --record %1$s"
                                .formatted(calls));
    }

    @Test
    void recordingAndReplayingExcludeEachOther() {
        Ran ran = run(Map.of(), "--record", "a", "--replay", "b");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith(
                        "kbench: --record asks models and --replay asks none; give one of them");
    }

    @Test
    void whatKnownPricesComeToIsTold() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));

            Ran ran = run(Map.of("CORP_KEY", KEY), "--model", "corp:m");

            assertThat(ran.out())
                    .contains(
                            "  cost  ", "  4.0M+2.0M  $1.8000  ", "spent 4.0M+2.0M tokens, $1.80");
        }
    }

    @Test
    void anUnknownPriceIsNotNothing() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()).replace("\"m\"", "\"other\""));

            Ran ran = run(Map.of("CORP_KEY", KEY), "--model", "corp:m");

            assertThat(ran.code()).as(ran.err()).isZero();
            assertThat(ran.out() + ran.err()).doesNotContain("$");
        }
    }
}
