package dev.kbench.models.anthropic;

import dev.kbench.event.Usage;
import dev.kbench.models.wire.Counts;
import dev.kbench.models.wire.Extras;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads the usage of a message, at its beginning and at its end
/// (https://platform.claude.com/docs/en/api/messages, November 2026): of a stream the later figures
/// count. What went to the cache and what came from it is counted beside the input there, and is
/// part of it here.
///
/// One thread.
final class UsageReader {
    private final Extras extras;
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong written = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong thinking = OptionalLong.empty();

    UsageReader(Extras extras) {
        this.extras = extras;
    }

    /// Reads the value that the parser stands on.
    void read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "input_tokens" -> input = later(input, in);
                case "cache_creation_input_tokens" -> written = later(written, in);
                case "cache_read_input_tokens" -> cached = later(cached, in);
                case "output_tokens" -> output = later(output, in);
                case "thinking_tokens" -> thinking = later(thinking, in);
                case "output_tokens_details" -> read(in);
                default -> extras.keep("usage." + name, in);
            }
        }
    }

    private static OptionalLong later(OptionalLong known, JsonParser in) {
        OptionalLong read = Counts.read(in);
        return read.isPresent() ? read : known;
    }

    Usage usage() {
        OptionalLong none = OptionalLong.empty();
        return new Usage(
                Counts.sum(input, written, cached), output, cached, thinking, none, none, none);
    }
}
