package dev.kbench.models.responses;

import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.models.wire.Extras;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.Opaque;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads output items: messages, reasoning, calls
/// (https://platform.openai.com/docs/api-reference/responses/object, November 2026).
///
/// One thread.
final class OutputItems {
    private final Extras extras;
    private final List<Content> parts = new ArrayList<>(2);
    private final StringBuilder refusal = new StringBuilder();
    private final List<String> logprobs = new ArrayList<>(0);

    OutputItems(Extras extras) {
        this.extras = extras;
    }

    List<Content> parts() {
        return parts;
    }

    String refusal() {
        return refusal.toString();
    }

    String logprobs() {
        return logprobs.size() == 1
                ? logprobs.getFirst()
                : logprobs.isEmpty() ? "" : "[" + String.join(",", logprobs) + "]";
    }

    /// Reads the list that the parser stands on.
    void all(JsonParser in) {
        Json.objects(in, this::item);
    }

    /// Reads the item that the parser stands on. Its fields may come in any order; a message that
    /// says first that it is one, as they do, is read as it comes.
    private void item(JsonParser in) {
        String name = in.nextName();
        if (name == null) {
            item("{}");
        } else if (name.equals("type") && "message".equals(in.nextStringValue())) {
            message(in);
        } else {
            item(rest(name, in));
        }
    }

    /// An item as JSON, of which a field's name has been read, or its type.
    private static String rest(String first, JsonParser in) {
        StringWriter item = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), item)) {
            out.writeStartObject();
            for (String name = first; name != null; name = in.nextName()) {
                if (in.currentToken() == JsonToken.PROPERTY_NAME) {
                    in.nextToken();
                }
                out.writeName(name);
                out.copyCurrentStructure(in);
            }
            out.writeEndObject();
        }
        return item.toString();
    }

    /// Reads one item, whose fields may come in any order.
    void item(String json) {
        switch (field(json, "type")) {
            case "message" -> {
                try (JsonParser in = parser(json)) {
                    message(in);
                }
            }
            case "reasoning" -> reasoning(json);
            case "function_call" -> call(json);
            default -> extras.put("output." + field(json, "type"), json);
        }
    }

    private static String field(String json, String wanted) {
        try (JsonParser in = parser(json)) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                String text = Json.text(in);
                if (name.equals(wanted) && text != null) {
                    return text;
                }
            }
            return "";
        }
    }

    /// Stands on the value.
    private static JsonParser parser(String json) {
        JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), json);
        in.nextToken();
        return in;
    }

    private void message(JsonParser in) {
        int start = parts.size();
        String phase = "";
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "content" -> Json.objects(in, this::content);
                case ItemWriter.PHASE -> phase = Json.text(in, "");
                case "type", "role", "status", "id" -> in.skipChildren();
                default -> extras.keep("message." + name, in);
            }
        }
        if (!phase.isEmpty()) {
            parts.add(start, new ReasoningTrace("", Opaque.ofText(ItemWriter.PHASE, phase)));
        }
    }

    private void content(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "text" -> {
                    String text = Json.text(in, "");
                    if (!text.isEmpty()) {
                        parts.add(new Text(text));
                    }
                }
                case "refusal" -> refusal.append(Json.text(in, ""));
                case "logprobs" -> list(in, logprobs::add);
                case "annotations" -> list(in, list -> extras.put("message.annotations", list));
                case "type" -> in.skipChildren();
                default -> extras.keep("content." + name, in);
            }
        }
    }

    /// A list with something in it.
    private static void list(JsonParser in, Consumer<String> taking) {
        String list = Json.isList(in) ? Json.raw(in) : "[]";
        if (!list.equals("[]")) {
            taking.accept(list);
        }
    }

    /// Reasoning goes back as the item that it came as, where it came encrypted.
    private void reasoning(String json) {
        List<String> summary = new ArrayList<>();
        List<String> content = new ArrayList<>();
        boolean encrypted = false;
        StringWriter item = new StringWriter();
        try (JsonParser in = parser(json);
                JsonGenerator out =
                        Json.FACTORY.createGenerator(ObjectWriteContext.empty(), item)) {
            out.writeStartObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                if (name.equals("status") || token == JsonToken.VALUE_NULL) {
                    in.skipChildren();
                    continue;
                }
                String value = Json.raw(in);
                switch (name) {
                    case "summary" -> texts(value, summary);
                    case "content" -> texts(value, content);
                    case "encrypted_content" -> encrypted = !value.equals("\"\"");
                    default -> {}
                }
                if (!name.equals("content")) {
                    out.writeName(name);
                    out.writeRawValue(value);
                }
            }
            out.writeEndObject();
        }
        String text = String.join("\n\n", summary.isEmpty() ? content : summary);
        String opaque = encrypted ? Opaque.of(ItemWriter.REASONING, item.toString()) : "";
        if (!text.isEmpty() || !opaque.isEmpty()) {
            parts.add(new ReasoningTrace(text, opaque));
        }
    }

    private static void texts(String list, List<String> texts) {
        try (JsonParser in = parser(list)) {
            Json.objects(in, each -> text(each, texts));
        }
    }

    private static void text(JsonParser in, List<String> texts) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            String text = Json.text(in);
            if (name.equals("text") && text != null) {
                texts.add(text);
            }
        }
    }

    private void call(String json) {
        String id = field(json, "id");
        parts.add(
                new ToolCall(
                        field(json, "call_id"),
                        field(json, "name"),
                        field(json, "arguments"),
                        id.isEmpty() ? "" : Opaque.ofText(ItemWriter.CALL, id)));
    }

    /// Whether there are calls among the parts.
    boolean calls() {
        return parts.stream().anyMatch(ToolCall.class::isInstance);
    }
}
