package dev.kbench.models.wire;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.OptionalLong;

/// Reads figures of a usage. One that is no whole number of 0 or more is unknown.
public final class Counts {
    private Counts() {}

    /// The figure that the parser stands on.
    ///
    /// @param in the tokens; what is no figure is passed over whole
    /// @return the figure, empty where it is none
    public static OptionalLong read(JsonParser in) {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            in.skipChildren();
            return OptionalLong.empty();
        }
        if (in.getNumberType() == JsonParser.NumberType.BIG_INTEGER || in.getLongValue() < 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(in.getLongValue());
    }

    /// A sum in which an unknown figure counts nothing.
    ///
    /// @param known the figure that must be known
    /// @param more further ones
    /// @return the sum, empty where the first is unknown; it stops at a long's limit
    public static OptionalLong sum(OptionalLong known, OptionalLong... more) {
        if (known.isEmpty()) {
            return known;
        }
        long sum = known.getAsLong();
        for (OptionalLong each : more) {
            long next = each.orElse(0);
            sum = sum > Long.MAX_VALUE - next ? Long.MAX_VALUE : sum + next;
        }
        return OptionalLong.of(sum);
    }
}
