package dev.kbench.llm.budget;

import dev.kbench.control.Budget;

import java.util.Optional;

/// The purse that all of a command is paid from.
///
/// @param purse the purse, empty where nothing bounds the command
public record CommandPurse(Optional<Purse> purse) implements AutoCloseable {
    /// None.
    ///
    /// @return what bounds nothing
    public static CommandPurse none() {
        return new CommandPurse(Optional.empty());
    }

    /// That of a budget.
    ///
    /// @param budget the budget, empty for none
    /// @return a full purse
    public static CommandPurse of(Optional<Budget> budget) {
        return new CommandPurse(budget.map(most -> new Purse(most, "")));
    }

    /// Nothing is to be freed.
    @Override
    public void close() {}
}
