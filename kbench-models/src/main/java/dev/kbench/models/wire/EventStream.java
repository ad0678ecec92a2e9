package dev.kbench.models.wire;

import dev.kbench.models.http.SseReader;
import dev.kbench.models.http.Transport;

import java.nio.ByteBuffer;

/// Reads an answer that comes as a stream of events, wherever the pieces are cut. A stream that
/// ends without its last event is whole if all of the answer had come.
///
/// One thread.
public final class EventStream implements Transport.Taking<NoAnswerException> {
    private final SseReader events = new SseReader();
    private final AnswerReader answer;
    private boolean done;

    /// Makes one at the beginning of a stream.
    ///
    /// @param answer reads the events
    public EventStream(AnswerReader answer) {
        this.answer = answer;
    }

    @Override
    public boolean take(ByteBuffer bytes) throws NoAnswerException {
        boolean over = events.read(bytes, this::event);
        requireShort();
        return over;
    }

    private boolean event(String name, byte[] bytes, int from, int length)
            throws NoAnswerException {
        done = answer.event(name, bytes, from, length);
        return done;
    }

    private void requireShort() throws NoAnswerException {
        if (events.tooLong()) {
            throw new NoAnswerException(
                    "a line of more than %d MiB".formatted(SseReader.LONGEST >> 20),
                    false,
                    null,
                    null);
        }
    }

    /// An event whose end is missing may be half of one.
    private void readLast() throws NoAnswerException {
        try {
            events.finish(this::event);
        } catch (NoAnswerException e) {
            if (e.error() != null) {
                throw e;
            }
        }
        requireShort();
    }

    /// The stream has ended.
    ///
    /// @throws NoAnswerException if the answer has not
    public void finish() throws NoAnswerException {
        if (!done) {
            readLast();
        }
        if (!done && !answer.isFinished()) {
            throw new NoAnswerException(
                    "a stream that ended before the answer did", true, null, null);
        }
        answer.requireAnswer();
    }
}
