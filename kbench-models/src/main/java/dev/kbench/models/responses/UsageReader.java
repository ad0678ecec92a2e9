package dev.kbench.models.responses;

import dev.kbench.event.Usage;
import dev.kbench.models.wire.Counts;
import dev.kbench.models.wire.Extras;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads the usage of a response (https://platform.openai.com/docs/api-reference/responses/object,
/// November 2026).
///
/// One thread.
final class UsageReader {
    private final JsonParser in;
    private final Extras extras;
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
    private OptionalLong reasoning = OptionalLong.empty();

    private UsageReader(JsonParser in, Extras extras) {
        this.in = in;
        this.extras = extras;
    }

    /// Reads the value that the parser stands on.
    ///
    /// @param extras keeps what it does not know
    static Usage read(JsonParser in, Extras extras) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return Usage.NONE;
        }
        UsageReader reader = new UsageReader(in, extras);
        reader.object("usage.");
        OptionalLong none = OptionalLong.empty();
        return new Usage(
                reader.input, reader.output, reader.cached, reader.reasoning, none, none, none);
    }

    private void object(String path) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "input_tokens" -> input = Counts.read(in);
                case "output_tokens" -> output = Counts.read(in);
                case "cached_tokens" -> cached = Counts.read(in);
                case "reasoning_tokens" -> reasoning = Counts.read(in);
                case "input_tokens_details", "output_tokens_details" -> {
                    if (token == JsonToken.START_OBJECT) {
                        object(path + name + ".");
                    } else {
                        in.skipChildren();
                    }
                }
                case "total_tokens" -> in.skipChildren();
                default -> extras.keep(path + name, in);
            }
        }
    }
}
