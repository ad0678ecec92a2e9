package dev.kbench.it.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.FinishReason;
import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.control.Cancellation;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.OpenAiCompatible;
import dev.kbench.models.connect.ServerProvider;
import dev.kbench.schema.JsonSchema;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// What a real server gives to the client: answers whole and in pieces, held to a schema, and
/// broken off.
class LlamaAnswersIT {
    private static LlamaServer server;
    private static ModelClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = LlamaServer.ofSmolLm2();
        client =
                new ServerProvider()
                        .connect(
                                "openai:smollm2",
                                Settings.of(Map.of("OPENAI_BASE_URL", server.url())),
                                Progress.NONE)
                        .client();
    }

    @AfterAll
    static void end() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static ModelRequest.Builder ask(String prompt) {
        return ModelRequest.to("smollm2").user(prompt).temperature(0).seed(0);
    }

    private static ModelResponse send(ModelRequest request, ChunkSink chunks)
            throws InterruptedException {
        return client.send(Calls.outside(request), chunks);
    }

    @Test
    void aChat() throws Exception {
        ModelResponse response = send(ask("Say hello.").maxTokens(32).build(), ChunkSink.NONE);
        assertThat(response.text()).isNotBlank();
        assertThat(response.usage().inputTokens().orElse(0)).isPositive();
        assertThat(response.usage().outputTokens().orElse(0)).isBetween(1L, 32L);
        assertThat(response.leftOut()).isEmpty();
    }

    @Test
    void aStreamIsTheSameAnswer() throws Exception {
        ModelRequest request = ask("Count from one to ten, in words.").maxTokens(10).build();
        List<String> pieces = new ArrayList<>();
        ModelResponse streamed = send(request.toBuilder().streaming(true).build(), pieces::add);
        assertThat(pieces).hasSizeGreaterThan(5);
        assertThat(String.join("", pieces)).isEqualTo(streamed.text());
        assertThat(streamed.finishReason().kind()).isEqualTo(FinishReason.Kind.LENGTH);
        assertThat(streamed.usage().timeToFirstToken()).isPresent();
        assertThat(send(request, ChunkSink.NONE).text()).isEqualTo(streamed.text());
    }

    @Test
    void anAnswerIsHeldToItsSchema() throws Exception {
        AnswerSchema schema =
                new AnswerSchema(
                        "Person",
                        JsonSchema.parse(
                                """
                                {"type":"object","properties":{"name":{"type":"string"},
                                "age":{"type":"integer"}},"required":["name","age"]}
                                """),
                        "Answer as JSON with name and age.");
        ModelResponse response =
                send(
                        ask("Invent a person.").maxTokens(96).answerSchema(schema).build(),
                        ChunkSink.NONE);
        JsonNode person = JsonMapper.shared().readTree(response.text());
        assertThat(person.get("name").isString()).isTrue();
        assertThat(person.get("age").isInt()).isTrue();
        assertThat(response.leftOut().keySet()).isSubsetOf("json_schema");
    }

    @Test
    void aStreamIsBrokenOffAndTheServerIsFreeAgain() throws Exception {
        Cancellation cancellation = new Cancellation();
        ModelRequest endless =
                ask("Count from one to a thousand, in words.")
                        .maxTokens(3_000)
                        .streaming(true)
                        .build();
        assertThat(
                        Assertions.catchThrowable(
                                () ->
                                        client.send(
                                                Calls.cancellable(endless, cancellation),
                                                _ -> cancellation.cancel("enough"))))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(send(ask("Say hello.").maxTokens(4).build(), ChunkSink.NONE).text())
                .isNotBlank();
    }

    /// The type of a typed prompt, through the whole library.
    @Test
    void aNumberIsAskedFor() {
        Llm llm = OpenAiCompatible.model("smollm2", with -> with.baseUrl(server.url()));
        assertThat(llm.prompt("What is 2 + 2?", int.class)).isNotNull();
    }
}
