package dev.kbench.models.openai;

import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.wire.Habit;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.JsonValues;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;
import dev.kbench.tool.ToolSpec;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// From a request, as its model takes it, to the bytes of a chat completion's body. Parameters of
/// the provider's own come last, and may not say again what the request says.
final class RequestMapper {
    private static final Set<String> PARTS =
            Set.of(
                    "model",
                    "messages",
                    "stream",
                    "stream_options",
                    "temperature",
                    "seed",
                    "tools",
                    "response_format");
    private static final Set<String> TOKEN_LIMITS =
            Set.of(ChatDialect.MAX_TOKENS, ChatDialect.MAX_COMPLETION_TOKENS);
    private static final String EFFORT = "reasoning_effort";
    private static final String EXTRA_BODY = "extra_body";

    private final String model;
    private final ModelTraits traits;

    /// Makes one.
    ///
    /// @param model the model's id as the user knows it, for messages
    /// @param traits what the model takes
    RequestMapper(String model, ModelTraits traits) {
        this.model = model;
        this.traits = traits;
    }

    /// The options that are sent, in the order of the body.
    SequencedMap<String, Object> options(ModelRequest request) {
        SequencedMap<String, Object> options = new LinkedHashMap<>();
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.seed().ifPresent(value -> options.put("seed", value));
        request.maxTokens()
                .ifPresent(
                        value ->
                                options.put(
                                        traits.has(Habit.COMPLETION_TOKENS)
                                                ? ChatDialect.MAX_COMPLETION_TOKENS
                                                : ChatDialect.MAX_TOKENS,
                                        value));
        request.reasoning().ifPresent(level -> options.put(EFFORT, level.wireName()));
        for (Map.Entry<String, Object> param : request.apiParams().entrySet()) {
            if (param.getKey().equals(EXTRA_BODY) && param.getValue() instanceof Map<?, ?> more) {
                more.forEach((name, value) -> put(String.valueOf(name), value, request, options));
            } else {
                put(param.getKey(), param.getValue(), request, options);
            }
        }
        if (traits.has(Habit.GOOGLE_THOUGHTS) && thinks(request)) {
            options.put(EXTRA_BODY, withThoughts(options.get(EXTRA_BODY)));
        }
        return options;
    }

    /// Whether a request asks for thoughts.
    static boolean thinks(ModelRequest request) {
        Object effort =
                request.reasoning()
                        .<Object>map(Reasoning::wireName)
                        .orElse(request.apiParams().get(EFFORT));
        return effort != null && !effort.equals(Reasoning.NONE.wireName());
    }

    private static Object withThoughts(@Nullable Object given) {
        return merged(
                Map.of("google", Map.of("thinking_config", Map.of("include_thoughts", true))),
                given);
    }

    /// What is given wins.
    private static Object merged(Object ours, @Nullable Object given) {
        if (!(ours instanceof Map<?, ?> map && given instanceof Map<?, ?> over)) {
            return given == null ? ours : given;
        }
        Map<Object, Object> all = new LinkedHashMap<>(over);
        map.forEach((name, value) -> all.put(name, merged(value, over.get(name))));
        return all;
    }

    private static void put(
            String name, Object value, ModelRequest request, Map<String, Object> options) {
        if (PARTS.contains(name)) {
            throw new IllegalArgumentException(
                    "'%s' cannot be set by apiParams: it is an option of its own or part of every request"
                            .formatted(name));
        }
        if (TOKEN_LIMITS.contains(name) && request.maxTokens().isPresent()) {
            throw contradiction(name, "maxTokens", request.maxTokens().getAsInt());
        }
        if (name.equals(EFFORT) && request.reasoning().isPresent()) {
            throw contradiction(name, "reasoning", request.reasoning().get());
        }
        if (name.equals("n") && !(value instanceof Number n && n.doubleValue() == 1)) {
            throw new IllegalArgumentException(
                    "apiParams 'n' must be 1, got %s; one answer is read of each request"
                            .formatted(value));
        }
        options.put(name, value);
    }

    private static IllegalArgumentException contradiction(String name, String option, Object old) {
        return new IllegalArgumentException(
                "apiParams '%s' contradicts %s, which was already set to %s"
                        .formatted(name, option, old));
    }

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("model", WellFormed.of(request.model()));
            out.writeArrayPropertyStart("messages");
            MessageWriter messages =
                    new MessageWriter(
                            out,
                            bytes,
                            traits.has(Habit.FILM_AS_IMAGE) ? "image_url" : "video_url",
                            traits.has(Habit.NULL_CONTENT),
                            model);
            request.messages().forEach(messages::write);
            out.writeEndArray();
            if (!request.openTools().isEmpty()) {
                tools(request.openTools(), out);
            }
            request.answerSchema().ifPresent(schema -> schema(schema, out));
            for (Map.Entry<String, Object> option : options.entrySet()) {
                out.writeName(WellFormed.of(option.getKey()));
                JsonValues.write(out, option.getKey(), option.getValue());
            }
            if (request.streaming()) {
                stream(out);
            }
            out.writeEndObject();
        }
        return bytes;
    }

    private void stream(JsonGenerator out) {
        out.writeBooleanProperty("stream", true);
        if (traits.has(Habit.USAGE_IN_STREAMS)) {
            out.writeObjectPropertyStart("stream_options");
            out.writeBooleanProperty("include_usage", true);
            out.writeEndObject();
        }
    }

    /// A tool without parameters has no schema of them: some models refuse one without properties.
    private static void tools(List<ToolSpec> tools, JsonGenerator out) {
        out.writeArrayPropertyStart("tools");
        for (ToolSpec tool : tools) {
            out.writeStartObject();
            out.writeStringProperty("type", "function");
            out.writeObjectPropertyStart("function");
            out.writeStringProperty("name", tool.name());
            out.writeStringProperty("description", WellFormed.of(tool.description()));
            if (tool.hasParameters()) {
                out.writeName("parameters");
                JsonValues.write(out, tool.name(), tool.parameters().tree());
            }
            out.writeEndObject();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void schema(AnswerSchema answer, JsonGenerator out) {
        out.writeObjectPropertyStart("response_format");
        if (traits.has(Habit.SCHEMA_IN_JSON_OBJECT)) {
            out.writeStringProperty("type", "json_object");
            out.writeName("schema");
            JsonValues.write(out, answer.name(), answer.schema().tree());
            out.writeEndObject();
            return;
        }
        out.writeStringProperty("type", "json_schema");
        out.writeObjectPropertyStart("json_schema");
        out.writeStringProperty("name", answer.name());
        out.writeBooleanProperty("strict", true);
        out.writeName("schema");
        JsonValues.write(out, answer.name(), answer.schema().tree());
        out.writeEndObject();
        out.writeEndObject();
    }
}
