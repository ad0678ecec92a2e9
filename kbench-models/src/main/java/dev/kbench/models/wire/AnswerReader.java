package dev.kbench.models.wire;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;

/// Reads one answer, whole or as a stream of events.
///
/// One thread.
public interface AnswerReader {
    /// Reads a whole answer.
    ///
    /// @param body the body
    /// @throws NoAnswerException if it holds none
    void whole(byte[] body) throws NoAnswerException;

    /// Reads one event of a stream.
    ///
    /// @param name its name, `message` where it has none
    /// @param bytes hold its data; not to be kept
    /// @param from where the data begins
    /// @param length how long it is, in bytes; may be 0
    /// @return true if it is the last one
    /// @throws NoAnswerException if it is not what was expected, or tells an error
    boolean event(String name, byte[] bytes, int from, int length) throws NoAnswerException;

    /// Whether a stream may end here although its last event did not say so.
    ///
    /// @return true if all of the answer has come
    boolean isFinished();

    /// Refuses a stream that brought no answer.
    ///
    /// @throws NoAnswerException if it brought none
    void requireAnswer() throws NoAnswerException;

    /// The answer, without usage and options.
    ///
    /// @return a builder of it
    ModelResponse.Builder response();

    /// What the provider says that the call used.
    ///
    /// @return the usage, without a stream's pace
    Usage usage();
}
