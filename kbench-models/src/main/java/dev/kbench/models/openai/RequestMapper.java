package dev.kbench.models.openai;

import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.wire.Habit;
import dev.kbench.models.wire.JsonValues;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.OptionsDraft;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;
import dev.kbench.tool.ToolSpec;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

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
    private static final Set<String> COUNTS = Set.of("n");
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
        OptionsDraft options = new OptionsDraft(PARTS, COUNTS);
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.seed().ifPresent(value -> options.put("seed", value));
        request.maxTokens().ifPresent(value -> limit(value, options));
        request.reasoning()
                .ifPresent(level -> options.put(EFFORT, level.wireName(), "reasoning", level));
        for (Map.Entry<String, Object> param : request.apiParams().entrySet()) {
            if (param.getKey().equals(EXTRA_BODY) && param.getValue() instanceof Map<?, ?> more) {
                more.forEach((name, value) -> options.param(String.valueOf(name), value));
            } else {
                options.param(param.getKey(), param.getValue());
            }
        }
        SequencedMap<String, Object> all = options.options();
        if (traits.has(Habit.GOOGLE_THOUGHTS) && thinks(request)) {
            all.put(EXTRA_BODY, withThoughts(all.get(EXTRA_BODY)));
        }
        return all;
    }

    private void limit(int tokens, OptionsDraft options) {
        options.put(
                traits.has(Habit.COMPLETION_TOKENS)
                        ? ChatDialect.MAX_COMPLETION_TOKENS
                        : ChatDialect.MAX_TOKENS,
                tokens);
        options.claim(ChatDialect.MAX_COMPLETION_TOKENS, "maxTokens", tokens);
        options.claim(ChatDialect.MAX_TOKENS, "maxTokens", tokens);
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

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        try (JsonGenerator out = bytes.json()) {
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
                JsonValues.field(out, option.getKey(), option.getValue());
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
                JsonValues.field(out, "parameters", tool.parameters().tree());
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
            JsonValues.field(out, "schema", answer.schema().tree());
            out.writeEndObject();
            return;
        }
        out.writeStringProperty("type", "json_schema");
        out.writeObjectPropertyStart("json_schema");
        out.writeStringProperty("name", answer.name());
        out.writeBooleanProperty("strict", true);
        JsonValues.field(out, "schema", answer.schema().tree());
        out.writeEndObject();
        out.writeEndObject();
    }
}
