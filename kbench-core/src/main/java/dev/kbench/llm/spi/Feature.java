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
    VIDEO
}
