package dev.kbench.models.openai;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.Extras;
import dev.kbench.models.wire.UsageReader;
import dev.kbench.models.wire.UsageReader.Figure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An answer as far as it has come, from one body or from a stream's chunks.
///
/// One thread.
final class Draft {
    /// The usage of a completion, and what providers add to it: cached and reasoning tokens, cost,
    /// latency.
    private static final UsageReader.Names USAGE =
            new UsageReader.Names(
                    "usage.",
                    Map.of(
                            "prompt_tokens", Figure.INPUT,
                            "completion_tokens", Figure.OUTPUT,
                            "cached_tokens", Figure.CACHED,
                            "reasoning_tokens", Figure.REASONING,
                            "input_tokens_cost_nanodollars", Figure.INPUT_COST,
                            "output_tokens_cost_nanodollars", Figure.OUTPUT_COST,
                            "total_backend_latency_ms", Figure.LATENCY),
                    Set.of("prompt_tokens_details", "completion_tokens_details", "cost"),
                    Set.of("total_tokens"));

    private final TimedChunks chunks;
    private final ThinkTags tags;
    private final boolean thinks;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final List<String> thoughts = new ArrayList<>(0);
    private final List<String> logprobs = new ArrayList<>(0);
    private final List<ToolCallDraft> calls = new ArrayList<>(0);
    final Extras extras = new Extras();
    final UsageReader usage = new UsageReader(USAGE, extras);
    private String finishReason = "";

    /// Makes one without anything.
    ///
    /// @param thinks whether the model was asked to think, so that tags in its text may hold
    ///   thoughts
    /// @param chunks takes what comes
    Draft(boolean thinks, TimedChunks chunks) {
        this.chunks = chunks;
        this.thinks = thinks;
        this.tags =
                new ThinkTags(
                        new ThinkTags.Parts() {
                            @Override
                            public void text(String piece) {
                                plain(piece);
                            }

                            @Override
                            public void thought(String piece) {
                                chunks.acceptReasoning(piece);
                            }

                            @Override
                            public void ended(String thought) {
                                thoughts.add(thought);
                            }
                        });
    }

    void text(@Nullable String piece) {
        if (piece == null || piece.isEmpty()) {
            return;
        }
        if (thinks && reasoning.isEmpty()) {
            tags.take(piece);
        } else {
            plain(piece);
        }
    }

    private void plain(String piece) {
        text.append(piece);
        chunks.accept(piece);
    }

    void reasoning(@Nullable String piece) {
        if (piece != null && !piece.isEmpty()) {
            reasoning.append(piece);
            chunks.acceptReasoning(piece);
        }
    }

    void refusal(@Nullable String piece) {
        if (piece != null) {
            refusal.append(piece);
        }
    }

    void calls(JsonParser in) {
        ToolCallDraft.read(in, calls);
        if (!calls.isEmpty()) {
            chunks.touch();
        }
    }

    void logprobs(String json) {
        logprobs.add(json);
    }

    void finishReason(@Nullable String word) {
        finishReason = word == null ? finishReason : word;
    }

    boolean isFinished() {
        return !finishReason.isEmpty();
    }

    Usage usage() {
        return usage.usage();
    }

    /// The whole answer.
    ModelResponse.Builder response() {
        if (thinks) {
            tags.end();
        }
        ModelResponse.Builder response = ModelResponse.builder().reasoning(reasoning.toString());
        thoughts.stream()
                .filter(thought -> !thought.isEmpty())
                .forEach(thought -> response.part(ReasoningTrace.of(thought)));
        response.text(tags.found() ? text.toString().strip() : text.toString());
        ToolCallDraft.calls(calls).forEach(response::part);
        return response.refusal(refusal.toString())
                .finishReason(finish())
                .logprobs(
                        logprobs.size() == 1
                                ? logprobs.getFirst()
                                : logprobs.isEmpty() ? "" : "[" + String.join(",", logprobs) + "]")
                .extras(extras.fields());
    }

    /// A refusal ends with the provider's `stop`.
    private FinishReason finish() {
        return !refusal.isEmpty() && text.isEmpty()
                ? new FinishReason(FinishReason.Kind.REFUSAL, finishReason)
                : FinishReason.of(finishReason);
    }
}
