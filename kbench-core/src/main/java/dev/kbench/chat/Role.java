package dev.kbench.chat;

import java.util.Locale;

/// Whose words a message carries, as models know it.
public enum Role {
    /// Instructions of the benchmark.
    SYSTEM,
    /// Who asks.
    USER,
    /// A model's answer.
    ASSISTANT,
    /// Instructions of a developer, where a model tells them from the system's.
    DEVELOPER,
    /// What a tool returned.
    TOOL;

    /// The role's name on the wire.
    ///
    /// @return lower case, such as `user`
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
