package dev.kbench.models.wire;

import dev.kbench.llm.spi.Reasoning;

/// How many tokens a level of reasoning stands for where a model thinks by a budget: those that
/// Google names for its own models (https://ai.google.dev/gemini-api/docs/openai#thinking, November
/// 2026).
public final class Budgets {
    private Budgets() {}

    /// The budget of a level.
    ///
    /// @param level the level
    /// @return tokens, 0 for {@link Reasoning#NONE}
    public static int of(Reasoning level) {
        return switch (level) {
            case NONE -> 0;
            case LOW -> 1_024;
            case MEDIUM -> 8_192;
            case HIGH -> 24_576;
        };
    }
}
