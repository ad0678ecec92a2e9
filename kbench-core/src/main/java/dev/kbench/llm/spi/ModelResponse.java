package dev.kbench.llm.spi;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.FinishReason;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.event.Usage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a model answered: plain data, enough to give the same answer again without the model.
///
/// @param parts the answer in the order in which it came: texts, reasoning traces, tool calls; may
///   be empty
/// @param refusal the model's words where its provider marks them as a refusal; else empty
/// @param finishReason why the model stopped
/// @param usage what the call used
/// @param sent the options that were really sent, such as `temperature`, in order
/// @param leftOut the options that were not sent because the model does not take them, and why, in
///   order
/// @param logprobs the tokens' log probabilities as the provider gave them, JSON; empty where it
///   gave none
/// @param extras what else the provider's answer holds, JSON by the field's name, such as `id` or
///   `message.annotations`; at most {@value #EXTRAS} characters in all, in order
/// @param limits what the provider says of its limits
public record ModelResponse(
        List<Content> parts,
        String refusal,
        FinishReason finishReason,
        Usage usage,
        SequencedMap<String, Object> sent,
        SequencedMap<String, String> leftOut,
        String logprobs,
        SequencedMap<String, String> extras,
        RateLimits limits) {
    /// The most characters of {@link #extras}.
    public static final int EXTRAS = 1 << 20;

    /// Copies the collections.
    public ModelResponse {
        parts = List.copyOf(parts);
        requireNonNull(refusal, "refusal: expected a text, got null");
        requireNonNull(finishReason, "finishReason: expected a reason, got null");
        requireNonNull(usage, "usage: expected a usage such as Usage.NONE, got null");
        sent = ordered(sent);
        leftOut = ordered(leftOut);
        requireNonNull(logprobs, "logprobs: expected a text, got null");
        extras = ordered(extras);
        requireNonNull(limits, "limits: expected limits such as RateLimits.NONE, got null");
    }

    private static <V> SequencedMap<String, V> ordered(SequencedMap<String, V> map) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
    }

    /// An answer of which nothing but its text is known.
    ///
    /// @param text the answer
    /// @return the response
    public static ModelResponse of(String text) {
        return of(text, Usage.NONE);
    }

    /// An answer of which nothing but text and usage is known.
    ///
    /// @param text the answer
    /// @param usage what it used
    /// @return the response
    public static ModelResponse of(String text, Usage usage) {
        return builder().text(text).finishReason(FinishReason.STOP).usage(usage).build();
    }

    /// Begins a response.
    ///
    /// @return a builder of an answer without anything
    public static Builder builder() {
        return new Builder();
    }

    /// Begins a response from this one.
    ///
    /// @return a builder that holds all of it
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.parts.addAll(parts);
        builder.refusal = refusal;
        builder.finishReason = finishReason;
        builder.usage = usage;
        builder.sent.putAll(sent);
        builder.leftOut.putAll(leftOut);
        builder.logprobs = logprobs;
        builder.extras.putAll(extras);
        builder.limits = limits;
        return builder;
    }

    /// The answer's text.
    ///
    /// @return its texts, joined; may be empty
    public String text() {
        if (parts.size() == 1 && parts.getFirst() instanceof Text(String text)) {
            return text;
        }
        return parts.stream()
                .filter(Text.class::isInstance)
                .map(Content::text)
                .collect(Collectors.joining());
    }

    /// The reasoning, as far as the provider shows it.
    ///
    /// @return its traces, joined by an empty line; empty where there are none
    public String reasoning() {
        return ReplyDetails.reasoning(parts);
    }

    /// The tools that the model wants to be called.
    ///
    /// @return the calls, in order
    public List<ToolCall> toolCalls() {
        return ReplyDetails.toolCalls(parts);
    }

    /// Puts a response together.
    ///
    /// One thread.
    public static final class Builder {
        private final List<Content> parts = new ArrayList<>();
        private String refusal = "";
        private FinishReason finishReason = FinishReason.NONE;
        private Usage usage = Usage.NONE;
        private final SequencedMap<String, Object> sent = new LinkedHashMap<>();
        private final SequencedMap<String, String> leftOut = new LinkedHashMap<>();
        private String logprobs = "";
        private final SequencedMap<String, String> extras = new LinkedHashMap<>();
        private RateLimits limits = RateLimits.NONE;

        private Builder() {}

        /// Adds a part.
        ///
        /// @param part a text, a reasoning trace or a tool call
        /// @return this
        public Builder part(Content part) {
            parts.add(part);
            return this;
        }

        /// Adds a text.
        ///
        /// @param text the text; an empty one is left out
        /// @return this
        public Builder text(String text) {
            return text.isEmpty() ? this : part(new Text(text));
        }

        /// Adds reasoning that need not go back.
        ///
        /// @param text the thoughts; an empty text is left out
        /// @return this
        public Builder reasoning(String text) {
            return text.isEmpty() ? this : part(ReasoningTrace.of(text));
        }

        /// Sets the words of a refusal.
        ///
        /// @param words the words
        /// @return this
        public Builder refusal(String words) {
            refusal = words;
            return this;
        }

        /// Sets why the model stopped.
        ///
        /// @param reason the reason
        /// @return this
        public Builder finishReason(FinishReason reason) {
            finishReason = reason;
            return this;
        }

        /// Sets what the call used.
        ///
        /// @param used the usage
        /// @return this
        public Builder usage(Usage used) {
            usage = used;
            return this;
        }

        /// Adds options that were really sent.
        ///
        /// @param options names and values
        /// @return this
        public Builder sent(Map<String, ?> options) {
            sent.putAll(options);
            return this;
        }

        /// Adds options that were not sent.
        ///
        /// @param options names and why they were not
        /// @return this
        public Builder leftOut(Map<String, String> options) {
            leftOut.putAll(options);
            return this;
        }

        /// Sets the log probabilities.
        ///
        /// @param json as the provider gave them
        /// @return this
        public Builder logprobs(String json) {
            logprobs = json;
            return this;
        }

        /// Adds fields of the answer that have no component of their own.
        ///
        /// @param fields names and JSON
        /// @return this
        public Builder extras(Map<String, String> fields) {
            extras.putAll(fields);
            return this;
        }

        /// Sets what the provider says of its limits.
        ///
        /// @param told the limits
        /// @return this
        public Builder limits(RateLimits told) {
            limits = told;
            return this;
        }

        /// The response.
        ///
        /// @return a new response
        public ModelResponse build() {
            return new ModelResponse(
                    parts, refusal, finishReason, usage, sent, leftOut, logprobs, extras, limits);
        }
    }
}
