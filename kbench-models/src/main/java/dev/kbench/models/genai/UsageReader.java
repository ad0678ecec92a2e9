package dev.kbench.models.genai;

import dev.kbench.event.Usage;
import dev.kbench.models.wire.Counts;
import dev.kbench.models.wire.Extras;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads `usageMetadata` (https://ai.google.dev/api/generate-content#UsageMetadata, November 2026),
/// and what the Kaggle Model Proxy adds to it: cost and latency. Thoughts are counted beside the
/// answer there, tools' prompts beside the prompt; here they are part of them.
///
/// One thread.
final class UsageReader {
    private final JsonParser in;
    private final Extras extras;
    private OptionalLong prompt = OptionalLong.empty();
    private OptionalLong tools = OptionalLong.empty();
    private OptionalLong answer = OptionalLong.empty();
    private OptionalLong thoughts = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
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
        reader.object();
        OptionalLong output =
                reader.answer.isEmpty() && reader.thoughts.isPresent()
                        ? reader.thoughts
                        : Counts.sum(reader.answer, reader.thoughts);
        return new Usage(
                Counts.sum(reader.prompt, reader.tools),
                output,
                reader.cached,
                reader.thoughts,
                reader.inputCost,
                reader.outputCost,
                reader.latency);
    }

    private void object() {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "promptTokenCount" -> prompt = Counts.read(in);
                case "toolUsePromptTokenCount" -> tools = Counts.read(in);
                case "candidatesTokenCount" -> answer = Counts.read(in);
                case "thoughtsTokenCount" -> thoughts = Counts.read(in);
                case "cachedContentTokenCount" -> cached = Counts.read(in);
                case "input_tokens_cost_nanodollars" -> inputCost = Counts.read(in);
                case "output_tokens_cost_nanodollars" -> outputCost = Counts.read(in);
                case "total_backend_latency_ms" -> latency = Counts.read(in);
                case "cost" -> {
                    if (token == JsonToken.START_OBJECT) {
                        object();
                    } else {
                        in.skipChildren();
                    }
                }
                case "totalTokenCount" -> in.skipChildren();
                default -> extras.keep("usageMetadata." + name, in);
            }
        }
    }
}
