package dev.kbench.models.responses;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.wire.Habit;
import dev.kbench.models.wire.JsonValues;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.OptionsDraft;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;
import dev.kbench.tool.ToolSpec;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// From a request, as its model takes it, to the bytes of a response request's body
/// (https://platform.openai.com/docs/api-reference/responses/create, November 2026). Nothing is
/// stored by the server, unless the user's own parameters ask for it: the whole conversation is
/// sent each time.
final class ResponsesRequest {
    static final String REASONING = "reasoning";
    static final String INCLUDE = "include";
    static final String ENCRYPTED = "reasoning.encrypted_content";

    private static final String MAX_TOKENS = "max_output_tokens";
    private static final String TEXT = "text";
    private static final String STORE = "store";
    private static final Set<String> PARTS =
            Set.of(
                    "model",
                    "input",
                    "instructions",
                    "tools",
                    "temperature",
                    "stream",
                    "background");

    private final ModelTraits traits;

    ResponsesRequest(ModelTraits traits) {
        this.traits = traits;
    }

    SequencedMap<String, Object> options(ModelRequest request) {
        OptionsDraft options = new OptionsDraft(PARTS, Set.of());
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.maxTokens().ifPresent(value -> options.put(MAX_TOKENS, value, "maxTokens", value));
        request.reasoning()
                .ifPresent(level -> options.put(REASONING, reasoning(level), "reasoning", level));
        request.apiParams().forEach(options::param);
        return options.options();
    }

    private Map<String, Object> reasoning(Reasoning level) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("effort", level.wireName());
        if (level != Reasoning.NONE && traits.has(Habit.REASONING_SUMMARY)) {
            config.put("summary", "auto");
        }
        return config;
    }

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        try (JsonGenerator out = bytes.json()) {
            out.writeStartObject();
            out.writeStringProperty("model", WellFormed.of(request.model()));
            List<RequestMessage> messages = request.messages();
            boolean instructed = messages.size() > 1 && isInstruction(messages.getFirst());
            if (instructed) {
                out.writeStringProperty("instructions", WellFormed.of(messages.getFirst().text()));
            }
            ItemWriter items = new ItemWriter(out, bytes);
            out.writeArrayPropertyStart("input");
            messages.subList(instructed ? 1 : 0, messages.size()).forEach(items::write);
            out.writeEndArray();
            if (!request.openTools().isEmpty()) {
                tools(request.openTools(), out);
            }
            options.forEach(
                    (name, value) -> {
                        if (!name.equals(TEXT) && !name.equals(INCLUDE)) {
                            JsonValues.field(out, name, value);
                        }
                    });
            text(request, options, out);
            include(options, out);
            if (!options.containsKey(STORE)) {
                out.writeBooleanProperty(STORE, false);
            }
            if (request.streaming()) {
                out.writeBooleanProperty("stream", true);
            }
            out.writeEndObject();
        }
        return bytes;
    }

    private static boolean isInstruction(RequestMessage message) {
        return message.role() == Role.SYSTEM
                && message.parts().stream().allMatch(Text.class::isInstance);
    }

    /// Schemas of tools need not be strict ones here, which must be said.
    private static void tools(List<ToolSpec> tools, JsonGenerator out) {
        out.writeArrayPropertyStart("tools");
        for (ToolSpec tool : tools) {
            out.writeStartObject();
            out.writeStringProperty("type", "function");
            out.writeStringProperty("name", tool.name());
            out.writeStringProperty("description", WellFormed.of(tool.description()));
            JsonValues.field(
                    out,
                    "parameters",
                    tool.hasParameters()
                            ? tool.parameters().tree()
                            : Map.of("type", "object", "properties", Map.of()));
            out.writeBooleanProperty("strict", false);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void text(ModelRequest request, Map<String, Object> options, JsonGenerator out) {
        Map<Object, Object> text = new LinkedHashMap<>();
        if (options.get(TEXT) instanceof Map<?, ?> given) {
            text.putAll(given);
        }
        if (request.answerSchema().isPresent()) {
            AnswerSchema answer = request.answerSchema().get();
            Map<String, Object> format = new LinkedHashMap<>();
            format.put("type", "json_schema");
            format.put("name", answer.name());
            format.put("strict", true);
            format.put("schema", answer.schema().tree());
            text.put("format", format);
        }
        if (!text.isEmpty()) {
            JsonValues.field(out, TEXT, text);
        }
    }

    private void include(Map<String, Object> options, JsonGenerator out) {
        List<Object> include = new ArrayList<>();
        if (traits.has(Habit.ENCRYPTED_REASONING)) {
            include.add(ENCRYPTED);
        }
        if (options.get(INCLUDE) instanceof Iterable<?> given) {
            for (Object each : given) {
                if (!include.contains(each)) {
                    include.add(each);
                }
            }
        }
        if (!include.isEmpty()) {
            JsonValues.field(out, INCLUDE, include);
        }
    }
}
