package dev.kbench.chat;

import java.util.Optional;

/// Options of a fork: `Chats.fork("hypothesis", with -> with.orphan(true))`. Each is set at most
/// once.
///
/// One thread.
public final class ForkOptions {
    private Optional<Boolean> orphan = Optional.empty();

    ForkOptions() {}

    /// Whether the fork is left out of what the enclosing chat holds, and so of the run's stored
    /// transcript; false by default.
    ///
    /// @param value true to leave it out
    /// @return this
    public ForkOptions orphan(boolean value) {
        orphan = Orphan.set(orphan, value);
        return this;
    }

    boolean orphan() {
        return orphan.orElse(false);
    }
}
