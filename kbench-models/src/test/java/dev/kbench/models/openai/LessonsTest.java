package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.http.Transport;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.KeyHeader;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireClient;
import dev.kbench.schema.JsonSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// A server that refuses a parameter teaches its model's client to leave it out.
class LessonsTest {
    private static final String ERROR = "{\"error\":{\"message\":\"%s\"}}";

    /// Refuses every request that names a parameter, and answers all others.
    private static ScriptedServer refusing(int status, String parameter, String body) {
        return ScriptedServer.start(
                (request, out, socket) ->
                        (request.body().contains("\"" + parameter + "\":")
                                        ? ScriptedServer.answering(status, "application/json", body)
                                        : ScriptedServer.answeringJson(Answers.OK))
                                .answer(request, out, socket));
    }

    private static ModelClient client(ScriptedServer server) {
        return Connections.ofServer(
                        Protocol.OPENAI, "m", "m", Answers.settings(server.url()), Given.NOTHING)
                .client();
    }

    /// A client whose calls wait for the first one however slow this machine is.
    static ModelClient patient(ScriptedServer server) {
        Settings settings = Settings.of(Map.of());
        return new WireClient(
                "m",
                new Endpoint(
                        "openai",
                        Protocol.OPENAI,
                        URI.create(server.url()),
                        KeyHeader.BEARER,
                        "",
                        "x",
                        Duration.ofMinutes(10)),
                new ChatDialect("m"),
                ModelTable.of(Protocol.OPENAI, "m", false),
                new Transport(settings),
                Duration.ofMinutes(10),
                InstantSource.system());
    }

    private static ModelRequest.Builder request() {
        return ModelRequest.to("m").user("Hi").temperature(0.0).seed(7);
    }

    private static ModelResponse send(ModelClient client, ModelRequest.Builder request)
            throws InterruptedException {
        return client.send(Calls.outside(request.build()), ChunkSink.NONE);
    }

    /// Wordings that servers use, each of them seen in its documentation or its users' reports.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|temperature|{\"error\":{\"message\":\"Unsupported value: 'temperature' does"
                    + " not support 0.0 with this model. Only the default (1) value is"
                    + " supported.\",\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":\"unsupported_value\"}}",
                "400|seed|{\"error\":{\"message\":\"Unsupported parameter: 'seed' is not supported"
                    + " with this"
                    + " model.\",\"type\":\"invalid_request_error\",\"param\":\"seed\",\"code\":\"unsupported_parameter\"}}",
                "400|seed|{\"error\":{\"message\":\"Unrecognized request argument supplied:"
                    + " seed\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}",
                "422|seed|{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra"
                    + " inputs are not permitted\",\"input\":7}]}",
                "400|seed|[{\"error\":{\"code\":400,\"message\":\"Invalid JSON payload received."
                        + " Unknown name \\\"seed\\\": Cannot find"
                        + " field.\",\"status\":\"INVALID_ARGUMENT\"}}]",
                "400|temperature|{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"`temperature`"
                    + " is deprecated for this model.\"}}",
                "400|seed|{\"code\":\"Client specified an invalid argument\",\"error\":\"Argument"
                        + " not supported on this model: seed\"}",
                "400|temperature|{\"error\":{\"message\":\"property 'temperature' is"
                        + " unsupported\"}}",
                "422|seed|{\"message\":\"seed: Extra inputs are not permitted\"}",
                "400|temperature|{\"detail\":\"This model doesn't support the temperature"
                        + " parameter\"}",
            })
    void refusalsOfManyWordingsAreUnderstood(int status, String parameter, String body)
            throws Exception {
        try (ScriptedServer server = refusing(status, parameter, body);
                ModelClient client = client(server)) {
            ModelResponse response = send(client, request());
            assertThat(response.text()).isEqualTo("42");
            assertThat(response.sent()).doesNotContainKey(parameter);
            assertThat(response.leftOut().get(parameter))
                    .contains(": the model takes none, it says: ");
            assertThat(server.requests()).hasSize(2);

            assertThat(send(client, request()).leftOut()).containsKey(parameter);
            assertThat(server.requests()).as("learned once").hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "temperature: Input should be less than or equal to 1",
                "'temperature' must be between 0 and 1",
                "Invalid 'seed': integer below minimum value",
                "The model m is not supported by this server",
                "context length exceeded; reduce max_tokens is not what helps",
                "messages: unknown role",
            })
    void whatIsNoRefusalOfAParameterIsToldTheUser(String words) throws Exception {
        try (ScriptedServer server = refusing(400, "model", ERROR.formatted(words));
                ModelClient client = client(server)) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(() -> send(client, request()))
                    .withMessageContaining("400, the request was refused");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void oneRefusalIsEnoughForFiveHundredCallsThatBeginTogether() throws Exception {
        String body = ERROR.formatted("Unsupported parameter: 'temperature'");
        try (ScriptedServer server = refusing(400, "temperature", body);
                ModelClient client = patient(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<ModelResponse>> answers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                answers.add(
                        threads.submit(
                                () -> {
                                    start.await();
                                    return send(client, request());
                                }));
            }
            start.countDown();
            for (Future<ModelResponse> answer : answers) {
                assertThat(answer.get().text()).isEqualTo("42");
                assertThat(answer.get().leftOut()).containsKey("temperature");
            }
            assertThat(
                            server.requests().stream()
                                    .filter(r -> r.body().contains("\"temperature\":"))
                                    .count())
                    .isEqualTo(1);
        }
    }

    @Test
    void oneRequestMayTeachSeveralLessons() throws Exception {
        try (ScriptedServer server =
                        ScriptedServer.start(
                                (request, out, socket) -> {
                                    for (String name :
                                            List.of("temperature", "seed", "reasoning_effort")) {
                                        if (request.body().contains("\"" + name + "\"")) {
                                            return ScriptedServer.answering(
                                                            400,
                                                            "application/json",
                                                            ERROR.formatted(
                                                                    "unknown parameter " + name))
                                                    .answer(request, out, socket);
                                        }
                                    }
                                    return ScriptedServer.answeringJson(Answers.OK)
                                            .answer(request, out, socket);
                                });
                ModelClient client = client(server)) {
            ModelResponse response = send(client, request().reasoning(Reasoning.LOW));
            assertThat(response.leftOut())
                    .containsOnlyKeys("temperature", "seed", "reasoning_effort");
            assertThat(response.sent()).isEmpty();
            assertThat(server.requests()).hasSize(4);
            assertThat(client.capabilities())
                    .isEqualTo(
                            Capabilities.ALL
                                    .with(Feature.TEMPERATURE, false)
                                    .with(Feature.SEED, false)
                                    .withReasoning(Set.of()));
        }
    }

    @Test
    void aRefusedLevelLeavesTheOthers() throws Exception {
        String body =
                ERROR.formatted(
                        "Unsupported value: 'reasoning_effort' does not support 'none' with this"
                                + " model.");
        try (ScriptedServer server = refusing(400, "reasoning_effort", body);
                ModelClient client = client(server)) {
            ModelResponse response = send(client, request().reasoning(Reasoning.NONE));
            assertThat(response.leftOut().get("reasoning_effort"))
                    .startsWith(
                            "none: the model cannot be asked for it, it says: Unsupported value");
            assertThat(client.capabilities().reasoning())
                    .containsExactly(Reasoning.LOW, Reasoning.MEDIUM, Reasoning.HIGH);
        }
    }

    @Test
    void aTokenLimitGoesByItsOtherNameAndIsNeverDropped() throws Exception {
        String body =
                "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens' is not supported"
                    + " with this model. Use 'max_completion_tokens'"
                    + " instead.\",\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}";
        try (ScriptedServer server = refusing(400, "max_tokens", body);
                ModelClient client = client(server)) {
            ModelResponse response = send(client, request().maxTokens(5));
            assertThat(response.sent()).containsEntry("max_completion_tokens", 5);
            assertThat(response.leftOut()).isEmpty();
        }
        try (ScriptedServer server =
                        ScriptedServer.start(
                                (request, out, socket) ->
                                        ScriptedServer.answering(
                                                        400,
                                                        "application/json",
                                                        ERROR.formatted(
                                                                request.body()
                                                                                .contains(
                                                                                        "max_tokens")
                                                                        ? "unknown: max_tokens"
                                                                        : "unknown:"
                                                                              + " max_completion_tokens"))
                                                .answer(request, out, socket));
                ModelClient client = client(server)) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(() -> send(client, request().maxTokens(5)))
                    .withMessageContaining("unknown: max_completion_tokens");
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aRefusedSchemaIsToldInWords() throws Exception {
        String body = ERROR.formatted("This response_format type is unavailable now");
        try (ScriptedServer server = refusing(400, "response_format", body);
                ModelClient client = client(server)) {
            AnswerSchema schema =
                    new AnswerSchema(
                            "Colour",
                            JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}"),
                            "Answer as JSON.");
            ModelResponse response = send(client, request().answerSchema(schema));
            assertThat(response.leftOut().get("response_format"))
                    .isEqualTo(
                            "Colour: the model takes no schema and was told in words, it says:"
                                    + " This response_format type is unavailable now");
            assertThat(server.requests().getLast().body())
                    .contains("{\"role\":\"system\",\"content\":\"Answer as JSON.\"}");
        }
    }

    /// As llama-cpp-python 0.3.9 says it.
    @Test
    void aSchemaGoesWithTheFormatThatTheServerNames() throws Exception {
        String words =
                "1 validation error:\\n  {'type': 'literal_error', 'loc': ('body',"
                        + " 'response_format', 'type'), 'msg': \\\"Input should be 'text' or"
                        + " 'json_object'\\\", 'input': 'json_schema'}";
        try (ScriptedServer server = refusing(500, "json_schema", ERROR.formatted(words));
                ModelClient client = client(server)) {
            AnswerSchema schema =
                    new AnswerSchema(
                            "Colour",
                            JsonSchema.parse("{\"type\":\"object\",\"properties\":{}}"),
                            "Answer as JSON.");
            for (int i = 0; i < 2; i++) {
                ModelResponse response = send(client, request().answerSchema(schema));
                assertThat(response.leftOut()).isEmpty();
                assertThat(server.requests().getLast().body())
                        .contains(
                                "\"response_format\":{\"type\":\"json_object\",\"schema\":{\"type\":\"object\",\"properties\":{}}}");
            }
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void aStreamsUsageThatIsRefusedIsNotAskedForAgain() throws Exception {
        String body = ERROR.formatted("unknown field stream_options");
        try (ScriptedServer server = refusing(400, "stream_options", body);
                ModelClient client = client(server)) {
            ModelResponse response = send(client, request().streaming(true));
            assertThat(response.text()).isEqualTo("42");
            assertThat(response.leftOut())
                    .containsExactly(
                            Map.entry(
                                    "stream_options",
                                    "usage: the model takes none, it says: unknown field"
                                            + " stream_options"));
            assertThat(server.requests().getLast().body()).contains("\"stream\":true");
        }
    }

    @Test
    void aParameterThatTheUserNamedIsNotDropped() throws Exception {
        String body = ERROR.formatted("unknown parameter top_k");
        try (ScriptedServer server = refusing(400, "top_k", body);
                ModelClient client = client(server)) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(() -> send(client, request().apiParams(Map.of("top_k", 3))))
                    .withMessageContaining("unknown parameter top_k");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void noWordOfARefusalHoldsTheKey() throws Exception {
        String body = ERROR.formatted("unknown parameter seed for key " + Answers.KEY);
        try (ScriptedServer server = refusing(400, "seed", body);
                ModelClient client = client(server)) {
            assertThat(send(client, request()).leftOut().get("seed"))
                    .isEqualTo(
                            "7: the model takes none, it says: unknown parameter seed for key"
                                    + " [key]");
        }
    }
}
