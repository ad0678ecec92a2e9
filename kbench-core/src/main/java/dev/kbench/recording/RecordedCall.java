package dev.kbench.recording;

import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RateLimits;
import dev.kbench.llm.spi.RetryableProviderException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One call and what came of it.
///
/// @param model which model
/// @param wireModel its name as its provider knows it
/// @param note what must be said wherever the model is shown
/// @param whose whose call it was
/// @param digest the request's digest
/// @param asked what it asked, as a person reads it
/// @param answer what came, empty where the call failed
/// @param failure why it failed, empty where it was answered
/// @param chunks the answer's pieces, in order; empty where it came in one
/// @param took how long the answer took
record RecordedCall(
        ModelRef model,
        String wireModel,
        String note,
        Whose whose,
        String digest,
        SequencedMap<String, String> asked,
        Optional<ModelResponse> answer,
        Optional<Failed> failure,
        List<Chunk> chunks,
        Duration took) {
    /// A piece of an answer.
    record Chunk(boolean reasoning, String text) {}

    /// Why a call failed.
    record Failed(boolean retryable, Trouble trouble, int status, String words, String message) {
        static Failed of(ModelProviderException e) {
            return new Failed(
                    e instanceof RetryableProviderException,
                    e.trouble(),
                    e.status(),
                    e.words(),
                    String.valueOf(e.getMessage()));
        }

        ModelProviderException exception(String model) {
            return retryable
                    ? new RetryableProviderException(
                            trouble, model, status, words, message, null, RateLimits.NONE, null)
                    : new PermanentProviderException(trouble, model, status, words, message, null);
        }
    }
}
