package dev.kbench.room;

import dev.kbench.chat.Message;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a script knows when it is its participant's turn: what a model in its place would be told,
/// and nothing else.
///
/// Immutable.
public final class Turn {
    private final String name;
    private final String instructions;
    private final List<Message> seen;
    private final String expected;
    private final Function<String, Optional<String>> check;

    Turn(
            String name,
            String instructions,
            List<Message> seen,
            String expected,
            Function<String, Optional<String>> check) {
        this.name = name;
        this.instructions = instructions;
        this.seen = List.copyOf(seen);
        this.expected = expected;
        this.check = check;
    }

    /// Whose turn it is.
    ///
    /// @return the participant's name
    public String name() {
        return name;
    }

    /// What a model would be told at the beginning: who is there, the rules, its role.
    ///
    /// @return the system prompt
    public String instructions() {
        return instructions;
    }

    /// What was said, as far as the participant heard it, its own words included.
    ///
    /// @return the messages, in order; never empty
    public List<Message> seen() {
        return seen;
    }

    /// The latest that it heard.
    ///
    /// @return the last of the messages
    public Message last() {
        return seen.getLast();
    }

    /// What is asked for.
    ///
    /// @return such as `text` or `a whole number`
    public String expected() {
        return expected;
    }

    /// What is wrong with an answer.
    ///
    /// @param answer what might be said
    /// @return why it could not be read as what is asked for; empty where it can be
    public Optional<String> complaint(String answer) {
        return check.apply(answer);
    }
}
