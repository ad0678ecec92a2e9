package dev.kbench.models.openai;

import dev.kbench.event.Usage;
import dev.kbench.models.wire.Counts;
import dev.kbench.models.wire.Extras;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads the usage of a completion, and what providers add to it: cached and reasoning tokens,
/// cost, latency. A figure that is no whole number of 0 or more is unknown.
///
/// One thread.
final class UsageReader {
    private final JsonParser in;
    private final Extras extras;
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
    private OptionalLong reasoning = OptionalLong.empty();
    private OptionalLong inputCost = OptionalLong.empty();
    private OptionalLong outputCost = OptionalLong.empty();
    private OptionalLong latency = OptionalLong.empty();

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
        return new Usage(
                reader.input,
                reader.output,
                reader.cached,
                reader.reasoning,
                reader.inputCost,
                reader.outputCost,
                reader.latency);
    }

    private void object(String path) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = Counts.read(in);
                case "completion_tokens" -> output = Counts.read(in);
                case "cached_tokens" -> cached = Counts.read(in);
                case "reasoning_tokens" -> reasoning = Counts.read(in);
                case "input_tokens_cost_nanodollars" -> inputCost = Counts.read(in);
                case "output_tokens_cost_nanodollars" -> outputCost = Counts.read(in);
                case "total_backend_latency_ms" -> latency = Counts.read(in);
                case "prompt_tokens_details", "completion_tokens_details", "cost" -> {
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
