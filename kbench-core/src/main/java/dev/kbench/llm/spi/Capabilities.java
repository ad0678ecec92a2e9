package dev.kbench.llm.spi;

import java.util.OptionalInt;

/// What a model takes. An option it does not take is left out of a request, and what was sent is on
/// the record.
///
/// @param temperature whether it takes a temperature
/// @param seed whether it takes a seed
/// @param streaming whether it can answer piece by piece
/// @param atATime how many calls it answers at a time, further ones wait; empty where that is not
///   known
public record Capabilities(
        boolean temperature, boolean seed, boolean streaming, OptionalInt atATime) {
    /// Temperature and seed, no streaming.
    public static final Capabilities BASIC = new Capabilities(true, true, false);

    /// A model of which it is not known how many calls it answers at a time.
    ///
    /// @param temperature whether it takes a temperature
    /// @param seed whether it takes a seed
    /// @param streaming whether it can answer piece by piece
    public Capabilities(boolean temperature, boolean seed, boolean streaming) {
        this(temperature, seed, streaming, OptionalInt.empty());
    }
}
