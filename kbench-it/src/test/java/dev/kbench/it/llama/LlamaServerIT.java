package dev.kbench.it.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Role;
import dev.kbench.config.Settings;
import dev.kbench.content.Text;
import dev.kbench.it.Child;
import dev.kbench.llm.spi.Progress;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.local.LocalModel;
import dev.kbench.local.LocalProvider;
import dev.kbench.local.TemplatedPrompt;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The quickstart against llama.cpp's own server with the weights of `local/smollm2`, and what both
/// make of a conversation. Their answers differ by build, so only their being there is held.
class LlamaServerIT {
    private static final Path MODULES = Path.of("target", "modules");
    private static final Path QUICKSTART = Path.of("..", "examples", "quickstart");
    private static final int QUESTIONS = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    private static LocalModel local;
    private static LlamaServer server;
    private static Path python;

    @TempDir Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        python = LlamaServer.python();
        local =
                (LocalModel)
                        new LocalProvider()
                                .connect("local/smollm2", Settings.ofProcess(), Progress.NONE)
                                .client();
        server = LlamaServer.start(python, local.file());
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
        if (local != null) {
            local.close();
        }
    }

    static Stream<List<RequestMessage>> conversations() {
        RequestMessage question = message(Role.USER, "What is 2 + 2? Привет, 你好 🦊");
        return Stream.of(
                List.of(question),
                List.of(message(Role.SYSTEM, "Answer with one word."), question),
                List.of(
                        message(Role.SYSTEM, "Be brief."),
                        question,
                        message(Role.ASSISTANT, "4\n"),
                        message(Role.USER, "  And <|im_end|> 3 + 3?  ")));
    }

    @ParameterizedTest
    @MethodSource("conversations")
    void bothReadTheSamePrompt(List<RequestMessage> conversation)
            throws IOException, InterruptedException {
        String messages =
                JSON.writeValueAsString(
                        conversation.stream()
                                .map(m -> Map.of("role", m.role().wireName(), "content", m.text()))
                                .toList());

        TemplatedPrompt prompt = local.prompt(conversation);

        assertThat(prompt.text()).isEqualTo(LlamaServer.templated(python, local.file(), messages));
        assertThat(prompt.tokens()).isEqualTo(promptTokensOfServer(messages));
    }

    @Test
    void quickstartRunsAgainstTheServer() throws IOException, InterruptedException {
        quickstart("openai:smollm2", Map.of("OPENAI_BASE_URL", server.url()));
    }

    @Test
    void quickstartRunsInTheJvm() throws IOException, InterruptedException {
        quickstart("local/smollm2", Map.of());
    }

    private void quickstart(String model, Map<String, String> environment)
            throws IOException, InterruptedException {
        Child child =
                Child.kbench(
                        MODULES,
                        folder,
                        environment,
                        "run",
                        QUICKSTART.toAbsolutePath().resolve("Quickstart.java").toString(),
                        "--model",
                        model);

        assertThat(child.code()).as(child.output()).isZero();
        List<Path> runs;
        try (Stream<Path> files = Files.list(folder)) {
            runs = files.filter(file -> file.toString().endsWith(".run.json")).toList();
        }
        assertThat(runs).hasSize(QUESTIONS);
        for (Path file : runs) {
            JsonNode run = JSON.readTree(Files.readString(file));
            assertThat(run.at("/modelVersion/slug").asString()).isEqualTo(model);
            JsonNode request = run.at("/conversations/0/requests/0");
            assertThat(request.at("/contents/1/role").asString())
                    .isEqualTo("CONTENT_ROLE_ASSISTANT");
            assertThat(request.at("/contents/1/parts/0/text").asString()).isNotBlank();
            assertThat(request.at("/metrics/inputTokens").asInt()).isPositive();
            assertThat(request.at("/metrics/outputTokens").asInt()).isPositive();
        }
    }

    private static int promptTokensOfServer(String messages)
            throws IOException, InterruptedException {
        String body =
                "{\"model\":\"smollm2\",\"max_tokens\":1,\"messages\":%s}".formatted(messages);
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String answer =
                    client.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(server.url() + "/chat/completions"))
                                            .header("Content-Type", "application/json")
                                            .POST(BodyPublishers.ofString(body))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            return JSON.readTree(answer).at("/usage/prompt_tokens").asInt(-1);
        }
    }

    private static RequestMessage message(Role role, String text) {
        return new RequestMessage(role, new Text(text));
    }
}
