package dev.kbench.room;

/// Speaks for a participant in a model's place: a simulated customer, a fixed opponent, a person.
@FunctionalInterface
public interface Script {
    /// Gives the participant's next words.
    ///
    /// @param turn what it knows, and what is asked for
    /// @return what it says; it is read as a model's answer would be
    String reply(Turn turn);
}
