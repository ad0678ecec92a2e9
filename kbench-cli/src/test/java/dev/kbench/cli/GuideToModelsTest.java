package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What docs/guide/models.md shows, as it stands there.
class GuideToModelsTest {
    private static final Path GUIDE = Path.of("..", "docs", "guide", "models.md");

    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            @Benchmark("sum")
            boolean sum(Llm llm) {
                return llm.prompt("What is 1 + 2?").contains("3");
            }

            void main() {
                Task.of(this::sum).run(llm());
            }
            """;

    @TempDir Path folder;

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(Files.readString(GUIDE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void theConfigurationIsReadAndItsModelIsThere() throws IOException {
        String toml = blocks("toml").getFirst();
        try (CannedServer server =
                new CannedServer("200 OK", "{\"choices\":[{\"message\":{\"content\":\"OK\"}}]}")) {
            Files.writeString(
                    folder.resolve("kbench.toml"),
                    toml.replace("https://llm.corp.example/v1", server.url()));
            Ran ran = Ran.with(Map.of("CORP_KEY", "k"), folder, "", "models", "--check");

            assertThat(ran.code()).as(ran.out()).isZero();
            assertThat(ran.out()).contains("✓ corp:gpt-x: answers (");
        }
    }

    @Test
    void theCommandsRunOneAfterTheOther() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), QUIZ);
        List<String> commands = blocks("sh").stream().flatMap(String::lines).toList();
        assertThat(commands).hasSize(3).allMatch(line -> line.startsWith("kbench run "));
        for (String command : commands) {
            Ran ran = Ran.in(folder, words(command));
            assertThat(ran.code()).as("%s%n%s%s", command, ran.out(), ran.err()).isZero();
        }
    }

    private static String[] words(String command) {
        String[] words =
                Pattern.compile("\"([^\"]*)\"|\\S+")
                        .matcher(command)
                        .results()
                        .map(GuideToModelsTest::word)
                        .toArray(String[]::new);
        return Arrays.copyOfRange(words, 1, words.length);
    }

    private static String word(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }
}
