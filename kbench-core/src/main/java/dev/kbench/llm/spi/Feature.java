package dev.kbench.llm.spi;

/// What some models take and others do not.
public enum Feature {
    /// A sampling temperature.
    TEMPERATURE,
    /// A seed of its random choices.
    SEED,
    /// It can answer piece by piece.
    STREAMING,
    /// A JSON schema that its answer is held to.
    JSON_SCHEMA,
    /// Tools that it may ask to be called.
    TOOLS,
    /// Pictures.
    IMAGES,
    /// Sounds.
    AUDIO,
    /// Films.
    VIDEO,
    /// Several messages of one role in a row, and system messages anywhere. A model that takes
    /// turns in strict alternation gets such messages as one.
    ROLES_IN_A_ROW
}
