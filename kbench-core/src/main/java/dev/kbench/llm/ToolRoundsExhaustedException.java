package dev.kbench.llm;

import dev.kbench.key.KbenchException;

/// A model called tools each time it was asked, until it had no round left to answer in. What it
/// said and what the tools returned stays in the chat.
public final class ToolRoundsExhaustedException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// The model that went on calling tools.
    private final String model;

    /// How many rounds it had.
    private final int rounds;

    /// Makes one.
    ///
    /// @param model the model's id
    /// @param rounds how many rounds it had
    public ToolRoundsExhaustedException(String model, int rounds) {
        super(
                "%s: expected an answer within %s of tools, but the model called tools in each; with.maxToolRounds(…) allows more"
                        .formatted(model, rounds == 1 ? "1 round" : rounds + " rounds"));
        this.model = model;
        this.rounds = rounds;
    }

    /// Which model it was.
    ///
    /// @return its id
    public String model() {
        return model;
    }

    /// How many rounds it had.
    ///
    /// @return 1 or more
    public int rounds() {
        return rounds;
    }
}
