package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.contract.Calls;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.Protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A server that refuses two messages of one role in a row teaches its model's client to join them.
class RoleOrderTest {
    private static final String TWICE = "\"},{\"role\":\"user\"";

    /// Refuses every request in which a user speaks twice in a row, and answers all others.
    private static ScriptedServer refusing(int status, String words) {
        String error = "{\"error\":{\"message\":%s}}".formatted(Json.quoted(words));
        return ScriptedServer.start(
                (request, out, socket) ->
                        (request.body().contains(TWICE)
                                        ? ScriptedServer.answering(
                                                status, "application/json", error)
                                        : ScriptedServer.answeringJson(Answers.OK))
                                .answer(request, out, socket));
    }

    private static ModelClient client(ScriptedServer server) {
        return Connections.ofServer(
                        Protocol.OPENAI, "m", "m", Answers.settings(server.url()), Given.NOTHING)
                .client();
    }

    private static ModelResponse send(ModelClient client, ModelRequest.Builder request)
            throws InterruptedException {
        return client.send(Calls.outside(request.build()), ChunkSink.NONE);
    }

    private static ModelRequest.Builder twice() {
        return ModelRequest.to("m").user("[Ann]: Hi").user("[Bob]: Ho").temperature(0.0);
    }

    /// Wordings seen in users' reports of vLLM, llama.cpp's server, Anthropic, Bedrock, Perplexity,
    /// DeepSeek, Mistral, Google and templates of Qwen's.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "400|Conversation roles must alternate user/assistant/user/assistant/...",
                "500|Jinja Exception: After the optional system message, conversation roles must"
                        + " alternate user/assistant/user/assistant/...",
                "400|messages: roles must alternate between \"user\" and \"assistant\", but found"
                        + " multiple \"user\" roles in a row",
                "400|A conversation must alternate between user and assistant roles. Make sure the"
                        + " conversation alternates between user and assistant roles and try"
                        + " again.",
                "400|After the (optional) system message(s), user and assistant roles should be"
                        + " alternating.",
                "400|deepseek-reasoner does not support successive user or assistant messages"
                        + " (messages[1] and messages[2] in your input). You should interleave"
                        + " the user/assistant messages in the message sequence.",
                "422|Unexpected role 'user' after role 'user'",
                "400|Please ensure that multiturn requests alternate between user and model.",
                "400|System message must be at the beginning.",
            })
    void aRefusalOfTwoMessagesOfOneRoleIsLearnedOnce(int status, String words) throws Exception {
        try (ScriptedServer server = refusing(status, words);
                ModelClient client = client(server)) {
            ModelResponse response = send(client, twice());
            assertThat(response.text()).isEqualTo("42");
            assertThat(response.leftOut())
                    .containsOnlyKeys("messages")
                    .hasEntrySatisfying(
                            "messages",
                            why ->
                                    assertThat(why)
                                            .startsWith(
                                                    "2: the model takes turns in alternation, and"
                                                            + " got them as 1, it says: "
                                                            + words.substring(0, 20)));
            assertThat(server.requests().getLast().body())
                    .contains("{\"role\":\"user\",\"content\":\"[Ann]: Hi\\n\\n[Bob]: Ho\"}");
            assertThat(client.capabilities().takes(Feature.ROLES_IN_A_ROW)).isFalse();
            assertThat(client.capabilities().takes(Feature.TEMPERATURE)).isTrue();

            send(client, twice());
            assertThat(server.requests()).as("learned once").hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messages: unknown role",
                "messages[1].content: Input should be a valid string",
                "Alternative models are available for this request",
                "Unexpected role 'tool' after role 'user'",
                "Expected last role User or Tool for serving but got assistant",
                "The messages are too long in a row of tokens",
            })
    void whatSaysNothingOfTheOrderIsToldTheUser(String words) throws Exception {
        try (ScriptedServer server = refusing(400, words);
                ModelClient client = client(server)) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(() -> send(client, twice()))
                    .withMessageContaining(words.substring(0, 20));
            assertThat(server.requests()).hasSize(1);
            assertThat(client.capabilities().takes(Feature.ROLES_IN_A_ROW)).isTrue();
        }
    }

    /// The lesson would change nothing of what was refused.
    @Test
    void messagesThatAlternateTeachNothing() throws Exception {
        String error =
                "{\"error\":{\"message\":\"Conversation roles must alternate"
                        + " user/assistant/...\"}}";
        try (ScriptedServer server =
                        ScriptedServer.start(
                                ScriptedServer.answering(400, "application/json", error));
                ModelClient client = client(server)) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(() -> send(client, ModelRequest.to("m").user("Hi")))
                    .withMessageContaining("Conversation roles must alternate");
            assertThat(server.requests()).hasSize(1);

            assertThatExceptionOfType(PermanentProviderException.class)
                    .as("joined, and refused all the same")
                    .isThrownBy(() -> send(client, twice()));
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void oneRefusalIsEnoughForACrowd() throws Exception {
        try (ScriptedServer server =
                        refusing(400, "user and assistant roles should be alternating.");
                ModelClient client = LessonsTest.patient(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            send(client, ModelRequest.to("m").user("One at first.").temperature(0.0));
            CountDownLatch start = new CountDownLatch(1);
            List<Future<ModelResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return send(client, twice());
                                }));
            }
            start.countDown();
            for (Future<ModelResponse> answer : answers) {
                assertThat(answer.get().leftOut()).containsOnlyKeys("messages");
            }
            assertThat(server.requests().stream().filter(r -> r.body().contains(TWICE)).count())
                    .isEqualTo(1);
        }
    }
}
