package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import java.io.IOException;

/// Where a person who takes part in a room is asked.
@FunctionalInterface
public interface HumanTerminal {
    /// Shows a person what was said since it was last asked, and waits for its words.
    ///
    /// @param turn what the person knows, and what is asked for
    /// @param complaint what was wrong with the person's last answer; empty at first
    /// @return what the person says
    /// @throws IOException if there is nobody to be asked any more
    String ask(Turn turn, String complaint) throws IOException;

    /// Has the process's persons asked at a terminal.
    ///
    /// @param terminal where
    /// @return closes to have them asked there no more
    /// @throws IllegalStateException if there is one already
    static Scope attach(HumanTerminal terminal) {
        return AttachedTerminal.attach(
                requireNonNull(terminal, "terminal: expected a terminal, got null"));
    }

    /// While persons are asked at a terminal.
    interface Scope extends AutoCloseable {
        /// Has them asked there no more.
        @Override
        void close();
    }
}
