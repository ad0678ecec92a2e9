package dev.kbench.store.document;

import dev.kbench.event.CallRetry;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The requests of a call that came to nothing, as a transcript has them.
final class Retries {
    private static final String NAME = "retries";

    private Retries() {}

    static void write(JsonGenerator out, List<CallRetry> retries) {
        if (retries.isEmpty()) {
            return;
        }
        out.writeName(NAME);
        out.writeStartArray();
        for (CallRetry retry : retries) {
            out.writeStartObject();
            out.writeNumberProperty("attempt", retry.attempt());
            out.writeStringProperty("trouble", retry.trouble());
            if (retry.status() != 0) {
                out.writeNumberProperty("status", retry.status());
            }
            Json.text(out, "words", retry.words());
            out.writeNumberProperty("tookNanos", retry.took().toNanos());
            out.writeNumberProperty("pauseNanos", retry.pause().toNanos());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static List<CallRetry> read(JsonNode details) {
        List<CallRetry> retries = new ArrayList<>();
        for (JsonNode retry : details.path(NAME)) {
            retries.add(
                    new CallRetry(
                            retry.path("attempt").asInt(0),
                            Json.text(retry, "trouble"),
                            retry.path("status").asInt(0),
                            Json.text(retry, "words"),
                            Duration.ofNanos(retry.path("tookNanos").asLong(0)),
                            Duration.ofNanos(retry.path("pauseNanos").asLong(0))));
        }
        return retries;
    }
}
