package dev.kbench.chat;

import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.ToolCall;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;

/// What is known of a model's answer beside its text.
///
/// @param parts all that the model answered, in order: text, reasoning traces, tool calls; empty
///   where it is a text alone
/// @param usage what the call used
/// @param finishReason why the model stopped
/// @param sent the options that were really sent, such as `temperature`, in order
/// @param leftOut the options that were not sent because the model does not take them, and why, in
///   order
/// @param logprobs the tokens' log probabilities as the provider gave them, JSON; empty where it
///   gave none
/// @param duration how long the answer took, without waits and requests that came to nothing
/// @param began how long after its run had begun the request was sent that got the answer; empty
///   where that is not known, or there is no run
/// @param repairs what had to be put up with to read the answer as what was asked for, in words;
///   empty where it was exactly that, or a text was asked for
/// @param retries the call's requests that came to nothing before, in order
/// @param replayed whether the answer is a recording: its usage was paid when it was recorded, and
///   not again
public record ReplyDetails(
        List<Content> parts,
        Usage usage,
        FinishReason finishReason,
        SequencedMap<String, Object> sent,
        SequencedMap<String, String> leftOut,
        String logprobs,
        Duration duration,
        Optional<Duration> began,
        List<String> repairs,
        List<CallRetry> retries,
        boolean replayed) {
    private static final SequencedMap<String, String> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// For a message that is no model's answer.
    public static final ReplyDetails NONE =
            new ReplyDetails(
                    List.of(),
                    Usage.NONE,
                    FinishReason.NONE,
                    new LinkedHashMap<>(),
                    NOTHING,
                    "",
                    Duration.ZERO,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    false);

    /// What is known of an answer that came at once and needed no repair.
    ///
    /// @param parts all that the model answered, in order; empty where it is a text alone
    /// @param usage what the call used
    /// @param finishReason why the model stopped
    /// @param sent the options that were really sent, in order
    /// @param leftOut the options that were not sent and why, in order
    /// @param logprobs the tokens' log probabilities, JSON; empty where there are none
    /// @param duration how long the call took
    public ReplyDetails(
            List<Content> parts,
            Usage usage,
            FinishReason finishReason,
            SequencedMap<String, Object> sent,
            SequencedMap<String, String> leftOut,
            String logprobs,
            Duration duration) {
        this(
                parts,
                usage,
                finishReason,
                sent,
                leftOut,
                logprobs,
                duration,
                Optional.empty(),
                List.of(),
                List.of(),
                false);
    }

    /// The same for an answer that was read with repairs.
    ///
    /// @param made what had to be put up with, in words
    /// @return the details
    public ReplyDetails withRepairs(List<String> made) {
        return made.isEmpty() && repairs.isEmpty() ? this : with(parts, made);
    }

    /// Copies the collections.
    public ReplyDetails {
        parts = List.copyOf(parts);
        repairs = List.copyOf(repairs);
        retries = List.copyOf(retries);
        sent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sent));
        leftOut =
                leftOut.isEmpty()
                        ? NOTHING
                        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(leftOut));
    }

    /// For a message of several parts of which nothing else is known.
    ///
    /// @param parts the parts, in order
    /// @return the details
    public static ReplyDetails ofParts(List<Content> parts) {
        return NONE.withParts(parts);
    }

    /// The same with other parts.
    ///
    /// @param other the parts, in order
    /// @return the details
    public ReplyDetails withParts(List<Content> other) {
        return with(other, repairs);
    }

    private ReplyDetails with(List<Content> otherParts, List<String> otherRepairs) {
        return new ReplyDetails(
                otherParts,
                usage,
                finishReason,
                sent,
                leftOut,
                logprobs,
                duration,
                began,
                otherRepairs,
                retries,
                replayed);
    }

    /// The model's reasoning, as far as its provider shows it.
    ///
    /// @return its traces, joined by an empty line; empty where there are none
    public String reasoning() {
        return reasoning(parts);
    }

    /// The text of the reasoning traces among some parts, joined by an empty line.
    ///
    /// @param parts what a model answered
    /// @return the text, empty where there is none
    public static String reasoning(List<Content> parts) {
        StringJoiner text = new StringJoiner("\n\n");
        for (Content part : parts) {
            if (part instanceof ReasoningTrace trace && !trace.text().isEmpty()) {
                text.add(trace.text());
            }
        }
        return text.toString();
    }

    /// The tools that the model wants to be called.
    ///
    /// @return the calls, in order
    public List<ToolCall> toolCalls() {
        return toolCalls(parts);
    }

    /// The tool calls among some parts.
    ///
    /// @param parts what a model answered
    /// @return the calls, in order
    public static List<ToolCall> toolCalls(List<Content> parts) {
        return parts.stream().filter(ToolCall.class::isInstance).map(ToolCall.class::cast).toList();
    }

    /// Whether the model, or a filter of its provider, refused to answer.
    ///
    /// @return true where the provider said so by its finish reason
    public boolean refused() {
        return finishReason.refused();
    }

    /// The options in one line.
    ///
    /// @return such as `temperature=0.0, seed=0`
    public String sentText() {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Object> option : sent.entrySet()) {
            out.append(out.isEmpty() ? "" : ", ");
            out.append(option.getKey()).append('=').append(option.getValue());
        }
        return out.toString();
    }
}
