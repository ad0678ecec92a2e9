package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.contract.Calls;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Json;
import dev.kbench.schema.JsonSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every client learns from a server's refusals, however they are worded; the request is sent again
/// at once, later ones without what was refused, and the record says so.
class LessonsOfAllTest {
    private static final AnswerSchema SCHEMA =
            new AnswerSchema(
                    "Colour",
                    JsonSchema.parse(
                            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}}}"),
                    "Answer as JSON.");

    /// Refuses requests whose body holds a text, and answers all others.
    private static ScriptedServer refusing(Speech speech, String sign, String body) {
        return ScriptedServer.start(
                (request, out, socket) ->
                        (request.body().contains(sign)
                                        ? ScriptedServer.answering(400, "application/json", body)
                                        : speech.answering("fine"))
                                .answer(request, out, socket));
    }

    private static String error(Speech speech, String words, String param) {
        String message = Json.quoted(words);
        return switch (speech) {
            case ANTHROPIC ->
                    "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":%s}}"
                            .formatted(message);
            case GENAI ->
                    "{\"error\":{\"code\":400,\"message\":%s,\"status\":\"INVALID_ARGUMENT\"}}"
                            .formatted(message);
            case OPENAI, RESPONSES ->
                    "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":%s,\"code\":null}}"
                            .formatted(message, param.isEmpty() ? "null" : Json.quoted(param));
        };
    }

    private static ModelResponse send(ModelClient client, ModelRequest.Builder request)
            throws InterruptedException {
        return client.send(Calls.outside(request.build()), ChunkSink.NONE);
    }

    private static Arguments row(
            Speech speech, String model, String sign, String words, String param, String option) {
        return Arguments.of(speech, model, sign, words, param, option);
    }

    static Stream<Arguments> temperatures() {
        List<String> wordings =
                List.of(
                        "Unsupported parameter: 'temperature' is not supported with this model.",
                        "temperature: Extra inputs are not permitted",
                        "`temperature` is deprecated for this model.",
                        "Unrecognized request argument supplied: temperature",
                        "This model doesn't support the temperature parameter",
                        "Invalid JSON payload received. Unknown name \"temperature\" at"
                                + " 'generation_config': Cannot find field.",
                        "`temperature` may only be set to 1 when thinking is enabled or in adaptive"
                                + " mode");
        return Stream.of(Speech.values())
                .flatMap(
                        speech ->
                                wordings.stream()
                                        .map(
                                                words ->
                                                        row(
                                                                speech,
                                                                speech.model(),
                                                                "\"temperature\":",
                                                                words,
                                                                "",
                                                                "temperature")));
    }

    @ParameterizedTest
    @MethodSource("temperatures")
    void refusalsOfManyWordingsAreUnderstood(
            Speech speech, String model, String sign, String words, String param, String option)
            throws Exception {
        learns(
                ModelRequest.to(model).user("Hi").temperature(0.25),
                speech,
                model,
                sign,
                words,
                param,
                option);
    }

    private static void learns(
            ModelRequest.Builder request,
            Speech speech,
            String model,
            String sign,
            String words,
            String param,
            String option)
            throws Exception {
        try (ScriptedServer server = refusing(speech, sign, error(speech, words, param));
                ModelClient client = speech.client(model, Speech.settings(server.url()))) {
            ModelResponse response = send(client, request);
            assertThat(response.text()).isEqualTo("fine");
            assertThat(response.leftOut().get(option))
                    .contains(", it says: " + words.substring(0, 20));
            assertThat(server.requests()).hasSize(2);
            assertThat(send(client, request).leftOut()).containsKey(option);
            assertThat(server.requests()).as("learned once").hasSize(3);
        }
    }

    static Stream<Arguments> reasoning() {
        return Stream.of(
                row(
                        Speech.GENAI,
                        "gemini-3-pro",
                        "\"includeThoughts\"",
                        "Unable to submit request because Thinking_config.include_thoughts is only"
                                + " enabled when thinking is enabled; not supported",
                        "",
                        "includeThoughts"),
                row(
                        Speech.GENAI,
                        "gemini-3-pro",
                        "thinkingConfig",
                        "Thinking is not enabled for models/gemini-3-pro",
                        "",
                        "reasoning_effort"),
                row(
                        Speech.ANTHROPIC,
                        "claude-opus-4-8",
                        "\"display\"",
                        "thinking.adaptive.display: Extra inputs are not permitted",
                        "",
                        "thinking.display"),
                row(
                        Speech.RESPONSES,
                        "gpt-5",
                        "\"summary\"",
                        "Your organization must be verified to generate reasoning summaries.",
                        "reasoning.summary",
                        "reasoning.summary"),
                row(
                        Speech.RESPONSES,
                        "gpt-5",
                        "reasoning.encrypted_content",
                        "Encrypted content is not supported with this model.",
                        "include",
                        "include"),
                row(
                        Speech.RESPONSES,
                        "gpt-4.1",
                        "\"effort\"",
                        "Unsupported parameter: 'reasoning.effort' is not supported with this"
                                + " model.",
                        "reasoning.effort",
                        "reasoning_effort"));
    }

    @ParameterizedTest
    @MethodSource("reasoning")
    void whatBelongsToReasoningIsLearned(
            Speech speech, String model, String sign, String words, String param, String option)
            throws Exception {
        learns(
                ModelRequest.to(model).user("Hi").reasoning(Reasoning.LOW),
                speech,
                model,
                sign,
                words,
                param,
                option);
    }

    static Stream<Arguments> schemas() {
        return Stream.of(
                row(
                        Speech.GENAI,
                        "gemini-2.5-flash",
                        "responseMimeType",
                        "JSON mode is not enabled for models/gemini-2.5-flash",
                        "",
                        "response_format"),
                row(
                        Speech.ANTHROPIC,
                        "claude-sonnet-4-5",
                        "output_config",
                        "'claude-sonnet-4-5' does not support output format.",
                        "",
                        "response_format"),
                row(
                        Speech.RESPONSES,
                        "gpt-4.1",
                        "json_schema",
                        "Invalid parameter: 'text.format' of type 'json_schema' is not supported"
                                + " with this model.",
                        "text.format",
                        "response_format"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aRefusedSchemaIsToldInWords(
            Speech speech, String model, String sign, String words, String param, String option)
            throws Exception {
        learns(
                ModelRequest.to(model).user("Hi").answerSchema(SCHEMA),
                speech,
                model,
                sign,
                words,
                param,
                option);
    }

    @Test
    void aModelThatKnowsNoLevelsIsGivenABudget() throws Exception {
        String words =
                "Unable to submit request because thinking_level is not supported by this model.";
        try (ScriptedServer server =
                        refusing(Speech.GENAI, "thinkingLevel", error(Speech.GENAI, words, ""));
                ModelClient client =
                        Speech.GENAI.client("gemini-3-pro", Speech.settings(server.url()))) {
            ModelResponse response =
                    send(
                            client,
                            ModelRequest.to("gemini-3-pro").user("Hi").reasoning(Reasoning.LOW));
            assertThat(response.leftOut()).isEmpty();
            assertThat(response.sent())
                    .containsEntry(
                            "thinkingConfig",
                            Map.of("thinkingBudget", 1024, "includeThoughts", true));
        }
    }

    @Test
    void aModelThatKnowsNoBudgetIsToldALevel() throws Exception {
        String words =
                "\"thinking.type.enabled\" is not supported for this model. Use"
                        + " \"thinking.type.adaptive\" and \"output_config.effort\" to control"
                        + " thinking behavior.";
        try (ScriptedServer server =
                        refusing(
                                Speech.ANTHROPIC,
                                "budget_tokens",
                                error(Speech.ANTHROPIC, words, ""));
                ModelClient client =
                        Speech.ANTHROPIC.client(
                                "claude-sonnet-4-5", Speech.settings(server.url()))) {
            ModelResponse response =
                    send(
                            client,
                            ModelRequest.to("claude-sonnet-4-5")
                                    .user("Hi")
                                    .reasoning(Reasoning.HIGH));
            assertThat(response.leftOut()).isEmpty();
            assertThat(response.sent())
                    .containsEntry("thinking", Map.of("type", "adaptive"))
                    .containsEntry("output_config", Map.of("effort", "high"));
        }
    }

    @Test
    void aModelThatMustThinkIsNotAskedNotTo() throws Exception {
        Map<Speech, String> words =
                Map.of(
                        Speech.GENAI,
                        "Budget 0 is invalid. This model only works in thinking mode.",
                        Speech.ANTHROPIC,
                        "\"thinking.type.disabled\" is not supported for this model.",
                        Speech.RESPONSES,
                        "Unsupported value: 'none' is not supported with the 'gpt-5' model."
                                + " Supported values are: 'minimal', 'low', 'medium', and 'high'.");
        Map<Speech, String> models =
                Map.of(
                        Speech.GENAI, "gemini-2.5-pro",
                        Speech.ANTHROPIC, "claude-opus-5",
                        Speech.RESPONSES, "gpt-5");
        for (Speech speech : words.keySet()) {
            String model = models.get(speech);
            String sign =
                    switch (speech) {
                        case GENAI -> "\"thinkingBudget\":0";
                        case ANTHROPIC -> "\"disabled\"";
                        default -> "\"none\"";
                    };
            try (ScriptedServer server =
                            refusing(
                                    speech,
                                    sign,
                                    error(speech, words.get(speech), "reasoning.effort"));
                    ModelClient client = speech.client(model, Speech.settings(server.url()))) {
                ModelResponse response =
                        send(client, ModelRequest.to(model).user("Hi").reasoning(Reasoning.NONE));
                assertThat(response.leftOut().get("reasoning_effort"))
                        .startsWith("none: the model cannot be asked for it, it says: ");
                assertThat(client.capabilities().reasoning())
                        .containsExactly(Reasoning.LOW, Reasoning.MEDIUM, Reasoning.HIGH);
            }
        }
    }

    @Test
    void aLimitThatNobodySetIsLowered() throws Exception {
        String words =
                "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens for"
                        + " claude-x-5";
        try (ScriptedServer server =
                        refusing(
                                Speech.ANTHROPIC,
                                "\"max_tokens\":32000",
                                error(Speech.ANTHROPIC, words, ""));
                ModelClient client =
                        Speech.ANTHROPIC.client("claude-x-5", Speech.settings(server.url()))) {
            assertThat(send(client, ModelRequest.to("claude-x-5").user("Hi")).sent())
                    .containsEntry("max_tokens", 8192);
        }
    }

    @Test
    void instructionsThatMayNotStandApartStandAmongTheWords() throws Exception {
        String words = "Developer instruction is not enabled for models/gemini-2.5-x";
        try (ScriptedServer server =
                        refusing(
                                Speech.GENAI, "systemInstruction", error(Speech.GENAI, words, ""));
                ModelClient client =
                        Speech.GENAI.client("gemini-2.5-x", Speech.settings(server.url()))) {
            send(
                    client,
                    ModelRequest.to("gemini-2.5-x")
                            .message(Role.SYSTEM, new Text("Be brief."))
                            .user("Hi"));
            assertThat(server.requests().getLast().body())
                    .startsWith(
                            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Be"
                                    + " brief.\"},{\"text\":\"Hi\"}]}]");
        }
    }

    /// A fault of the user's schema is the user's to know.
    @Test
    void aFaultOfOneSchemaIsNoLesson() throws Exception {
        String words =
                "output_config.format.schema: For 'object' type, property 'x' is not supported";
        try (ScriptedServer server =
                        refusing(
                                Speech.ANTHROPIC,
                                "output_config",
                                error(Speech.ANTHROPIC, words, ""));
                ModelClient client =
                        Speech.ANTHROPIC.client(
                                "claude-sonnet-4-5", Speech.settings(server.url()))) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(
                            () ->
                                    send(
                                            client,
                                            ModelRequest.to("claude-sonnet-4-5")
                                                    .user("Hi")
                                                    .answerSchema(SCHEMA)));
            assertThat(server.requests()).hasSize(1);
            assertThat(client.capabilities().takes(Feature.JSON_SCHEMA)).isTrue();
        }
    }
}
