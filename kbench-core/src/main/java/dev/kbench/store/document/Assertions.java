package dev.kbench.store.document;

import dev.kbench.event.AssertionResult;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A run's assertions in its document.
final class Assertions {
    private Assertions() {}

    static void write(List<AssertionResult> assertions, JsonGenerator out) {
        if (assertions.isEmpty()) {
            return;
        }
        out.writeName("assertions");
        out.writeStartArray();
        for (AssertionResult assertion : assertions) {
            out.writeStartObject();
            out.writeStringProperty("type", assertion.type());
            out.writeBooleanProperty("passed", assertion.passed());
            Json.text(out, "expectation", assertion.expectation());
            out.writeNumberProperty("line", assertion.line());
            Json.text(out, "source", assertion.source());
            Json.text(out, "chat", assertion.chatId());
            out.writeNumberProperty("requests", assertion.requestCount());
            if (!assertion.values().isEmpty()) {
                out.writeName("values");
                out.writeStartObject();
                assertion.values().forEach(out::writeStringProperty);
                out.writeEndObject();
            }
            Json.text(out, "difference", assertion.difference());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static List<AssertionResult> read(JsonNode run) {
        List<AssertionResult> assertions = new ArrayList<>();
        for (JsonNode one : run.path("assertions")) {
            SequencedMap<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> value : one.path("values").properties()) {
                values.put(value.getKey(), value.getValue().asString(""));
            }
            assertions.add(
                    new AssertionResult(
                            Json.text(one, "type"),
                            one.path("passed").asBoolean(false),
                            Json.text(one, "expectation"),
                            one.path("line").asInt(0),
                            Json.text(one, "source"),
                            Json.text(one, "chat"),
                            one.path("requests").asInt(0),
                            values,
                            Json.text(one, "difference")));
        }
        return assertions;
    }
}
