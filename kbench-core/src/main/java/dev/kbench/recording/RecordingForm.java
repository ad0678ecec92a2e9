package dev.kbench.recording;

import dev.kbench.chat.FinishReason;
import dev.kbench.key.KbenchException;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.store.document.Contents;
import dev.kbench.store.document.Json;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.document.ValueReader;
import dev.kbench.store.document.ValueWriter;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// A recording as a file: indented JSON in UTF-8, a field a line, so that it can be searched and
/// compared.
///
/// ```
/// recording  1, the version
/// model      id, provider, wire, note, settings
/// whose      task, row, trial, attempt, call
/// digest     of the request: what a call is found by
/// asked      the request as a person reads it: `message 1 (user)`, …, temperature, seed, schema
/// answer     parts, refusal, finish, usage, sent, leftOut, logprobs, extras
/// failure    in the answer's place: retryable, trouble, status, words, message
/// chunks     the answer's pieces: text or reasoning
/// tookNanos  how long the answer took
/// ```
final class RecordingForm {
    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ValueReader VALUES = new ValueReader(RecordingForm.class.getClassLoader());

    private RecordingForm() {}

    static String text(RecordedCall call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("recording", VERSION);
            model(call, out);
            whose(call.whose(), out);
            out.writeStringProperty("digest", call.digest());
            texts("asked", call.asked(), out);
            call.answer().ifPresent(answer -> answer(answer, out));
            call.failure().ifPresent(failure -> failure(failure, out));
            chunks(call.chunks(), out);
            out.writeNumberProperty("tookNanos", call.took().toNanos());
            out.writeEndObject();
        }
        return MAPPER.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(MAPPER.readTree(bytes.toByteArray()))
                + "\n";
    }

    private static void model(RecordedCall call, JsonGenerator out) {
        out.writeObjectPropertyStart("model");
        out.writeStringProperty("id", call.model().id());
        out.writeStringProperty("provider", call.model().provider());
        out.writeStringProperty("wire", call.wireModel());
        out.writeStringProperty("note", call.note());
        texts("settings", call.model().settings(), out);
        out.writeEndObject();
    }

    private static void whose(Whose whose, JsonGenerator out) {
        out.writeObjectPropertyStart("whose");
        out.writeStringProperty("task", whose.task());
        out.writeStringProperty("row", whose.row());
        out.writeNumberProperty("trial", whose.trial());
        out.writeNumberProperty("attempt", whose.attempt());
        out.writeNumberProperty("call", whose.call());
        out.writeEndObject();
    }

    private static void texts(String name, Map<String, String> texts, JsonGenerator out) {
        out.writeObjectPropertyStart(name);
        texts.forEach(out::writeStringProperty);
        out.writeEndObject();
    }

    private static void answer(ModelResponse answer, JsonGenerator out) {
        out.writeObjectPropertyStart("answer");
        out.writeArrayPropertyStart("parts");
        answer.parts().forEach(part -> Contents.write(out, part, MediaPlaces.NONE));
        out.writeEndArray();
        out.writeStringProperty("refusal", answer.refusal());
        out.writeStringProperty("finish", answer.finishReason().raw());
        out.writeStringProperty("finishKind", answer.finishReason().kind().name());
        Json.usage(out, "usage", answer.usage());
        out.writeName("sent");
        new ValueWriter(out).write(answer.sent());
        texts("leftOut", answer.leftOut(), out);
        out.writeStringProperty("logprobs", answer.logprobs());
        texts("extras", answer.extras(), out);
        out.writeEndObject();
    }

    private static void failure(RecordedCall.Failed failure, JsonGenerator out) {
        out.writeObjectPropertyStart("failure");
        out.writeBooleanProperty("retryable", failure.retryable());
        out.writeStringProperty("trouble", failure.trouble().name());
        out.writeNumberProperty("status", failure.status());
        out.writeStringProperty("words", failure.words());
        out.writeStringProperty("message", failure.message());
        out.writeEndObject();
    }

    private static void chunks(List<RecordedCall.Chunk> chunks, JsonGenerator out) {
        if (chunks.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart("chunks");
        for (RecordedCall.Chunk chunk : chunks) {
            out.writeStartObject();
            out.writeStringProperty(chunk.reasoning() ? "reasoning" : "text", chunk.text());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /// Reads a recording.
    ///
    /// @param where the file, for messages
    /// @throws KbenchException if it is none, or is damaged
    static RecordedCall read(String text, Object where) {
        try {
            JsonNode tree = MAPPER.readTree(text);
            int version = tree.path("recording").asInt(0);
            if (version != VERSION) {
                throw new KbenchException(
                        "%s: expected a recording of version %d, got %s"
                                .formatted(
                                        where,
                                        VERSION,
                                        version == 0 ? "none" : "version " + version));
            }
            return call(tree);
        } catch (JacksonException | UnreadableValueException | IllegalArgumentException e) {
            throw new KbenchException(
                    "%s: expected a recording, got what cannot be read: %s; remove it, or record again"
                            .formatted(where, e.getMessage()),
                    e);
        }
    }

    private static RecordedCall call(JsonNode tree) {
        JsonNode model = tree.path("model");
        JsonNode whose = tree.path("whose");
        List<RecordedCall.Chunk> chunks = new ArrayList<>();
        for (JsonNode chunk : tree.path("chunks")) {
            boolean reasoning = chunk.has("reasoning");
            chunks.add(
                    new RecordedCall.Chunk(
                            reasoning, string(chunk, reasoning ? "reasoning" : "text")));
        }
        return new RecordedCall(
                new ModelRef(
                        string(model, "id"),
                        string(model, "provider"),
                        texts(model.path("settings"))),
                string(model, "wire"),
                string(model, "note"),
                new Whose(
                        string(whose, "task"),
                        string(whose, "row"),
                        whose.path("trial").asInt(0),
                        whose.path("attempt").asInt(0),
                        whose.path("call").asInt(0)),
                string(tree, "digest"),
                texts(tree.path("asked")),
                tree.has("answer") ? Optional.of(answer(tree.get("answer"))) : Optional.empty(),
                tree.has("failure") ? Optional.of(failure(tree.get("failure"))) : Optional.empty(),
                List.copyOf(chunks),
                Duration.ofNanos(tree.path("tookNanos").asLong(0)));
    }

    private static ModelResponse answer(JsonNode node) {
        ModelResponse.Builder answer = ModelResponse.builder();
        node.path("parts").forEach(part -> answer.part(Contents.read(part, MediaPlaces.NONE)));
        Map<String, Object> sent = new LinkedHashMap<>();
        VALUES.map(node.path("sent"))
                .forEach((name, value) -> sent.put(name, Objects.requireNonNullElse(value, "")));
        return answer.refusal(string(node, "refusal"))
                .finishReason(
                        new FinishReason(
                                FinishReason.Kind.valueOf(
                                        node.path("finishKind").asString("UNKNOWN")),
                                string(node, "finish")))
                .usage(Json.usage(node, "usage"))
                .sent(sent)
                .leftOut(texts(node.path("leftOut")))
                .logprobs(string(node, "logprobs"))
                .extras(texts(node.path("extras")))
                .build();
    }

    private static RecordedCall.Failed failure(JsonNode node) {
        return new RecordedCall.Failed(
                node.path("retryable").asBoolean(false),
                Trouble.valueOf(string(node, "trouble")),
                node.path("status").asInt(0),
                string(node, "words"),
                string(node, "message"));
    }

    private static String string(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static SequencedMap<String, String> texts(JsonNode node) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asString("")));
        return texts;
    }
}
