package dev.kbench.models.genai;

import dev.kbench.chat.Role;
import dev.kbench.llm.spi.AnswerSchema;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.wire.Budgets;
import dev.kbench.models.wire.Habit;
import dev.kbench.models.wire.JsonValues;
import dev.kbench.models.wire.ModelTraits;
import dev.kbench.models.wire.OptionsDraft;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;
import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.ToolSpec;

import tools.jackson.core.JsonGenerator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// From a request, as its model takes it, to the bytes of generateContent's body
/// (https://ai.google.dev/api/generate-content, November 2026). Messages of one side that follow
/// each other are one content.
final class ContentRequest {
    static final String THINKING = "thinkingConfig";
    static final String SCHEMA = "responseSchema";
    static final String JSON_SCHEMA = "responseJsonSchema";
    static final String INSTRUCTION = "systemInstruction";

    private static final String MAX_TOKENS = "maxOutputTokens";

    /// What the request says by other means.
    private static final Set<String> PARTS =
            Set.of(
                    "model",
                    "contents",
                    INSTRUCTION,
                    "tools",
                    "temperature",
                    "seed",
                    SCHEMA,
                    JSON_SCHEMA,
                    "responseMimeType");

    private static final Set<String> COUNTS = Set.of("candidateCount");

    /// Further fields of the body; all others are the generation's.
    private static final Set<String> OF_THE_BODY =
            Set.of("safetySettings", "toolConfig", "cachedContent", "labels", "serviceTier");

    private final ModelTraits traits;

    ContentRequest(ModelTraits traits) {
        this.traits = traits;
    }

    SequencedMap<String, Object> options(ModelRequest request) {
        OptionsDraft options = new OptionsDraft(PARTS, COUNTS);
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.seed().ifPresent(value -> options.put("seed", value));
        request.maxTokens().ifPresent(value -> options.put(MAX_TOKENS, value, "maxTokens", value));
        request.reasoning()
                .ifPresent(level -> options.put(THINKING, thinking(level), "reasoning", level));
        request.apiParams().forEach((name, value) -> param(name, value, options));
        return options.options();
    }

    private Map<String, Object> thinking(Reasoning level) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (level == Reasoning.NONE) {
            config.put("thinkingBudget", 0);
            return config;
        }
        if (traits.has(Habit.LEVELS)) {
            config.put("thinkingLevel", level.name());
        } else {
            config.put("thinkingBudget", Budgets.of(level));
        }
        if (traits.has(Habit.SHOWN_THOUGHTS)) {
            config.put("includeThoughts", true);
        }
        return config;
    }

    private static void param(String written, Object value, OptionsDraft options) {
        String name = Names.camel(written);
        if (name.equals("generationConfig") && value instanceof Map<?, ?> more) {
            more.forEach((inner, each) -> param(String.valueOf(inner), each, options));
        } else {
            options.param(name, written, value);
        }
    }

    /// How many messages at the beginning are instructions that stand apart.
    int instructions(ModelRequest request) {
        if (traits.has(Habit.INSTRUCTIONS_AS_WORDS)) {
            return 0;
        }
        List<RequestMessage> messages = request.messages();
        int n = 0;
        while (n < messages.size() && isInstruction(messages.get(n))) {
            n++;
        }
        return n == messages.size() ? 0 : n;
    }

    private static boolean isInstruction(RequestMessage message) {
        return message.role() == Role.SYSTEM || message.role() == Role.DEVELOPER;
    }

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        try (JsonGenerator out = bytes.json()) {
            PartWriter parts = new PartWriter(out, bytes);
            int apart = instructions(request);
            out.writeStartObject();
            contents(request.messages().subList(apart, request.messages().size()), out, parts);
            if (apart > 0) {
                out.writeObjectPropertyStart(INSTRUCTION);
                out.writeArrayPropertyStart("parts");
                request.messages().subList(0, apart).forEach(m -> parts.write(m.parts()));
                out.writeEndArray();
                out.writeEndObject();
            }
            if (!request.openTools().isEmpty()) {
                tools(request.openTools(), out);
            }
            write(options, true, out);
            out.writeObjectPropertyStart("generationConfig");
            write(options, false, out);
            request.answerSchema().ifPresent(schema -> schema(schema, out));
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes;
    }

    private static void write(Map<String, Object> options, boolean ofTheBody, JsonGenerator out) {
        options.forEach(
                (name, value) -> {
                    if (OF_THE_BODY.contains(name) == ofTheBody) {
                        JsonValues.field(out, name, value);
                    }
                });
    }

    private static void contents(
            List<RequestMessage> messages, JsonGenerator out, PartWriter parts) {
        out.writeArrayPropertyStart("contents");
        String open = "";
        int written = 0;
        for (RequestMessage message : messages) {
            String role = message.role() == Role.ASSISTANT ? "model" : "user";
            if (!role.equals(open)) {
                end(open, written, out, parts);
                open = role;
                written = 0;
                out.writeStartObject();
                out.writeStringProperty("role", role);
                out.writeArrayPropertyStart("parts");
            }
            written += parts.write(message.parts());
        }
        end(open, written, out, parts);
        out.writeEndArray();
    }

    /// A content may not be without parts.
    private static void end(String open, int written, JsonGenerator out, PartWriter parts) {
        if (open.isEmpty()) {
            return;
        }
        if (written == 0) {
            parts.text("");
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void tools(List<ToolSpec> tools, JsonGenerator out) {
        out.writeArrayPropertyStart("tools");
        out.writeStartObject();
        out.writeArrayPropertyStart("functionDeclarations");
        for (ToolSpec tool : tools) {
            out.writeStartObject();
            out.writeStringProperty("name", tool.name());
            out.writeStringProperty("description", WellFormed.of(tool.description()));
            if (tool.hasParameters()) {
                Optional<JsonSchema> form = tool.parameters().openApi();
                JsonValues.field(
                        out,
                        form.isPresent() ? "parameters" : "parametersJsonSchema",
                        form.orElse(tool.parameters()).tree());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
    }

    private void schema(AnswerSchema answer, JsonGenerator out) {
        out.writeStringProperty("responseMimeType", "application/json");
        if (traits.has(Habit.JSON_SCHEMAS)) {
            JsonValues.field(out, JSON_SCHEMA, answer.schema().tree());
        } else {
            // One that has no such form was told in words: see the dialect.
            answer.schema().openApi().ifPresent(f -> JsonValues.field(out, SCHEMA, f.tree()));
        }
    }
}
