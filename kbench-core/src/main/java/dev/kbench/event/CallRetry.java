package dev.kbench.event;

import dev.kbench.key.PrivateValues;

import java.time.Duration;

/// A request to a model that came to nothing and is sent again.
///
/// @param attempt which request of the call it was, from 1
/// @param trouble what went wrong, such as `RATE_LIMITED`
/// @param status the HTTP status that came back, 0 where none came: then the provider may have
///   worked, and billed, all the same
/// @param words the provider's own words, cut, without keys; may be empty
/// @param took from the moment it was sent to its failure
/// @param pause how long it is waited before the next one
public record CallRetry(
        int attempt, String trouble, int status, String words, Duration took, Duration pause) {
    /// The same without what is private.
    ///
    /// @param values what stands in no text of it
    /// @return this where nothing is private
    public CallRetry without(PrivateValues values) {
        return values.isEmpty()
                ? this
                : new CallRetry(attempt, trouble, status, values.text(words), took, pause);
    }
}
