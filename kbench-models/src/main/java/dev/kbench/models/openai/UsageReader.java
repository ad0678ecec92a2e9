package dev.kbench.models.openai;

import dev.kbench.event.Usage;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads the usage of a completion, and what providers add to it: cached and reasoning tokens,
/// cost, latency. A figure that is no whole number of 0 or more is unknown.
///
/// One thread.
final class UsageReader {
    private final JsonParser in;
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
    private OptionalLong reasoning = OptionalLong.empty();
    private OptionalLong inputCost = OptionalLong.empty();
    private OptionalLong outputCost = OptionalLong.empty();
    private OptionalLong latency = OptionalLong.empty();

    private UsageReader(JsonParser in) {
        this.in = in;
    }

    /// Reads the value that the parser stands on.
    static Usage read(JsonParser in) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return Usage.NONE;
        }
        UsageReader reader = new UsageReader(in);
        reader.object();
        return new Usage(
                reader.input,
                reader.output,
                reader.cached,
                reader.reasoning,
                reader.inputCost,
                reader.outputCost,
                reader.latency);
    }

    private void object() {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "prompt_tokens" -> input = number(token);
                case "completion_tokens" -> output = number(token);
                case "cached_tokens" -> cached = number(token);
                case "reasoning_tokens" -> reasoning = number(token);
                case "input_tokens_cost_nanodollars" -> inputCost = number(token);
                case "output_tokens_cost_nanodollars" -> outputCost = number(token);
                case "total_backend_latency_ms" -> latency = number(token);
                case "prompt_tokens_details", "completion_tokens_details", "cost" -> {
                    if (token == JsonToken.START_OBJECT) {
                        object();
                    } else {
                        in.skipChildren();
                    }
                }
                default -> in.skipChildren();
            }
        }
    }

    private OptionalLong number(JsonToken token) {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            in.skipChildren();
            return OptionalLong.empty();
        }
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(in.getLongValue());
    }
}
