package dev.kbench.store.document;

import dev.kbench.key.CodeRef;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A run's key within a document.
final class KeyForm {
    private KeyForm() {}

    /// Writes the fields of a key.
    static void write(RunKey key, JsonGenerator out) {
        TaskRef task = key.task();
        out.writeStringProperty("task", task.name());
        out.writeNumberProperty("version", task.version());
        Json.text(out, "class", task.declaringClass());
        Json.text(out, "method", task.method());
        Json.text(out, "descriptor", task.descriptor());
        Json.text(out, "code", task.codeSha256());
        texts(out, "captured", task.captured());
        out.writeStringProperty("model", key.model().id());
        Json.text(out, "provider", key.model().provider());
        texts(out, "settings", key.model().settings());
        Json.text(out, "label", key.sample().label());
        texts(out, "row", key.sample().columnSha256());
        if (key.sample().occurrence() > 0) {
            out.writeNumberProperty("occurrence", key.sample().occurrence());
        }
        if (!key.params().isEmpty()) {
            out.writeName("params");
            new ValueWriter(out).write(key.params());
        }
        if (key.trial() > 0) {
            out.writeNumberProperty("trial", key.trial());
        }
    }

    private static void texts(JsonGenerator out, String name, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            out.writeName(name);
            out.writeStartObject();
            texts.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
    }

    /// Reads a key.
    ///
    /// @throws UnreadableValueException if it is damaged, or a type is gone or has changed
    static RunKey read(JsonNode node, ValueReader values) {
        try {
            return new RunKey(
                    new TaskRef(
                            Json.text(node, "task"),
                            node.path("version").asInt(1),
                            Json.text(node, "class"),
                            Json.text(node, "method"),
                            Json.text(node, "descriptor"),
                            CodeRef.of(Json.text(node, "code")),
                            new TreeMap<>(texts(node.path("captured")))),
                    new ModelRef(
                            Json.text(node, "model"),
                            Json.text(node, "provider"),
                            texts(node.path("settings"))),
                    new SampleRef(
                            Json.text(node, "label"),
                            texts(node.path("row")),
                            node.path("occurrence").asInt(0)),
                    node.has("params") ? Params.from(values.map(node.get("params"))) : Params.of(),
                    node.path("trial").asInt(0));
        } catch (IllegalArgumentException e) {
            throw new UnreadableValueException("a damaged key: " + e.getMessage());
        }
    }

    private static SequencedMap<String, String> texts(JsonNode node) {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString("")));
        return texts;
    }
}
