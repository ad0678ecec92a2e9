package dev.kbench.models.anthropic;

import dev.kbench.content.Content;
import dev.kbench.content.Text;
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
import dev.kbench.schema.SchemaLimits;
import dev.kbench.tool.ToolSpec;

import tools.jackson.core.JsonGenerator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// From a request, as its model takes it, to the bytes of a message request's body
/// (https://platform.claude.com/docs/en/api/messages, November 2026).
final class MessagesRequest {
    static final String MAX_TOKENS = "max_tokens";
    static final String THINKING = "thinking";
    static final String OUTPUT = "output_config";

    /// The least budget that may be given.
    static final int LEAST_BUDGET = 1_024;

    private static final Set<String> PARTS =
            Set.of("model", "messages", "system", "tools", "temperature", "stream");

    private final ModelTraits traits;

    MessagesRequest(ModelTraits traits) {
        this.traits = traits;
    }

    SequencedMap<String, Object> options(ModelRequest request) {
        OptionsDraft options = new OptionsDraft(PARTS, Set.of());
        int most = request.maxTokens().orElse(traits.tokens());
        options.put(MAX_TOKENS, most);
        request.maxTokens().ifPresent(value -> options.claim(MAX_TOKENS, "maxTokens", value));
        request.temperature().ifPresent(value -> options.put("temperature", value));
        request.reasoning().ifPresent(level -> thinking(level, most, options));
        request.apiParams().forEach(options::param);
        return options.options();
    }

    private void thinking(Reasoning level, int most, OptionsDraft options) {
        Map<String, Object> config = new LinkedHashMap<>();
        if (level == Reasoning.NONE) {
            config.put("type", "disabled");
        } else if (traits.has(Habit.LEVELS)) {
            config.put("type", "adaptive");
            if (traits.has(Habit.SHOWN_THOUGHTS)) {
                config.put("display", "summarized");
            }
            options.put(OUTPUT, Map.of("effort", level.wireName()));
        } else {
            config.put("type", "enabled");
            config.put(
                    "budget_tokens", Math.min(Budgets.of(level), Math.max(LEAST_BUDGET, most / 2)));
        }
        options.put(THINKING, config, "reasoning", level);
    }

    /// Whether the model will think, as far as the request tells it.
    private boolean thinks(ModelRequest request, Map<String, Object> options) {
        if (options.get(THINKING) instanceof Map<?, ?> config) {
            return !"disabled".equals(config.get("type"));
        }
        return request.reasoning().isEmpty() && traits.has(Habit.THINKS_UNASKED);
    }

    RequestBytes body(ModelRequest request, SequencedMap<String, Object> options) {
        RequestBytes bytes = new RequestBytes();
        Turns turns = Turns.of(request.messages(), thinks(request, options));
        try (JsonGenerator out = bytes.json()) {
            out.writeStartObject();
            out.writeStringProperty("model", WellFormed.of(request.model()));
            instructions(turns.instructions(), out);
            BlockWriter blocks = new BlockWriter(out, bytes);
            out.writeArrayPropertyStart("messages");
            turns.turns().forEach(turn -> turn(turn, out, blocks));
            out.writeEndArray();
            if (!request.tools().isEmpty()) {
                tools(request.tools(), out);
                if (request.toolsClosed()) {
                    out.writeObjectPropertyStart("tool_choice");
                    out.writeStringProperty("type", "none");
                    out.writeEndObject();
                }
            }
            options.forEach(
                    (name, value) -> {
                        if (!name.equals(OUTPUT)) {
                            JsonValues.field(out, name, value);
                        }
                    });
            output(request, options, out);
            if (request.streaming()) {
                out.writeBooleanProperty("stream", true);
            }
            out.writeEndObject();
        }
        return bytes;
    }

    private static void instructions(List<RequestMessage> messages, JsonGenerator out) {
        if (messages.isEmpty()) {
            return;
        }
        if (messages.size() == 1) {
            out.writeStringProperty("system", WellFormed.of(messages.getFirst().text()));
            return;
        }
        out.writeArrayPropertyStart("system");
        for (RequestMessage message : messages) {
            out.writeStartObject();
            out.writeStringProperty("type", "text");
            out.writeStringProperty("text", WellFormed.of(message.text()));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void turn(Turns.Turn turn, JsonGenerator out, BlockWriter blocks) {
        List<Content> parts = turn.parts();
        out.writeStartObject();
        out.writeStringProperty("role", turn.assistant() ? "assistant" : "user");
        if (parts.isEmpty()) {
            out.writeStringProperty("content", "");
        } else if (parts.size() == 1 && parts.getFirst() instanceof Text(String text)) {
            out.writeStringProperty("content", WellFormed.of(text));
        } else {
            out.writeArrayPropertyStart("content");
            parts.forEach(blocks::write);
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void tools(List<ToolSpec> tools, JsonGenerator out) {
        out.writeArrayPropertyStart("tools");
        for (ToolSpec tool : tools) {
            out.writeStartObject();
            out.writeStringProperty("name", tool.name());
            if (!tool.description().isEmpty()) {
                out.writeStringProperty("description", WellFormed.of(tool.description()));
            }
            JsonValues.field(
                    out,
                    "input_schema",
                    tool.hasParameters() ? tool.parameters().tree() : Map.of("type", "object"));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// A schema as it is sent; empty where it must be told in words.
    static Optional<JsonSchema> form(AnswerSchema answer) {
        return answer.schema().within(SchemaLimits.ANTHROPIC);
    }

    private static void output(
            ModelRequest request, Map<String, Object> options, JsonGenerator out) {
        Map<Object, Object> output = new LinkedHashMap<>();
        if (options.get(OUTPUT) instanceof Map<?, ?> given) {
            output.putAll(given);
        }
        request.answerSchema()
                .flatMap(MessagesRequest::form)
                .ifPresent(
                        form -> {
                            Map<String, Object> format = new LinkedHashMap<>();
                            format.put("type", "json_schema");
                            format.put("schema", form.tree());
                            output.put("format", format);
                        });
        if (!output.isEmpty()) {
            JsonValues.field(out, OUTPUT, output);
        }
    }
}
