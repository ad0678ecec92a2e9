package dev.kbench.assertion;

import static java.util.Objects.requireNonNull;

import dev.kbench.llm.PromptOptions;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// Options of an assessment: `with -> with.prompt(this::critiquePrompt).ask(to ->
/// to.temperature(0.2))`. Each is set at most once.
///
/// One thread.
public final class JudgeOptions {
    private @Nullable BiFunction<List<String>, String, String> prompt;
    private @Nullable Consumer<PromptOptions> ask;

    JudgeOptions() {}

    /// Writes the whole prompt in place of the usual one. What it throws comes out of the
    /// assessment: it is no failure of the judge.
    ///
    /// @param writer takes the criteria, in order, and the response; gives the prompt
    /// @return this
    public JudgeOptions prompt(BiFunction<List<String>, String, String> writer) {
        requireNonNull(writer, "prompt: expected what writes the prompt, got null");
        if (prompt != null) {
            throw new IllegalArgumentException("prompt was already set");
        }
        prompt = writer;
        return this;
    }

    /// Sets how the judge is asked: its temperature, its limit of tokens, how often it is asked
    /// again where it cannot be read.
    ///
    /// @param with sets the options
    /// @return this
    public JudgeOptions ask(Consumer<PromptOptions> with) {
        requireNonNull(with, "ask: expected what sets the options, got null");
        if (ask != null) {
            throw new IllegalArgumentException("ask was already set");
        }
        ask = with;
        return this;
    }

    String promptOf(List<String> criteria, String response) {
        return prompt == null
                ? JudgePrompt.of(criteria, response)
                : requireNonNull(
                        prompt.apply(criteria, response), "prompt: expected a text, got null");
    }

    Consumer<PromptOptions> ask() {
        return ask == null ? _ -> {} : ask;
    }
}
