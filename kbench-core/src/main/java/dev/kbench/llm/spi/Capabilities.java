package dev.kbench.llm.spi;

/// What a model takes. An option it does not take is left out of a request, and what was sent is on
/// the record.
///
/// @param temperature whether it takes a temperature
/// @param seed whether it takes a seed
/// @param streaming whether it can answer piece by piece
public record Capabilities(boolean temperature, boolean seed, boolean streaming) {
    /// Temperature and seed, no streaming.
    public static final Capabilities BASIC = new Capabilities(true, true, false);
}
