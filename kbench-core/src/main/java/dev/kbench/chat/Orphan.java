package dev.kbench.chat;

import java.util.Optional;

/// The option that chats and forks share.
final class Orphan {
    private Orphan() {}

    static Optional<Boolean> set(Optional<Boolean> before, boolean value) {
        before.ifPresent(
                old -> {
                    throw new IllegalArgumentException("orphan was already set to " + old);
                });
        return Optional.of(value);
    }
}
