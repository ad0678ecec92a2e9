package dev.kbench.models.openai;

import dev.kbench.models.http.SseReader;
import dev.kbench.models.http.Transport;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.ServerError;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads a chat completion that comes as a stream of events, each of them a chunk, the last one
/// `[DONE]`. A stream that ends without that is whole if the model had said why it stopped.
///
/// One thread.
final class CompletionStream implements Transport.Taking<NoAnswerException> {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final SseReader events = new SseReader();
    private final CompletionReader chunks;
    private final Draft draft;
    private boolean done;

    CompletionStream(Draft draft) {
        this.chunks = new CompletionReader(draft);
        this.draft = draft;
    }

    @Override
    public boolean take(ByteBuffer bytes) throws NoAnswerException {
        boolean over = events.read(bytes, this::event);
        requireShort();
        return over;
    }

    private boolean event(String name, byte[] bytes, int from, int length)
            throws NoAnswerException {
        if (Arrays.equals(bytes, from, from + length, DONE, 0, DONE.length)) {
            done = true;
            return true;
        }
        if (name.equals("error")) {
            throw new NoAnswerException(
                    "an error inside the stream",
                    true,
                    ServerError.of(Arrays.copyOfRange(bytes, from, from + length)),
                    null);
        }
        if (length > 0) {
            chunks.chunk(bytes, from, length);
        }
        return false;
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
    void finish() throws NoAnswerException {
        if (!done) {
            readLast();
        }
        if (!done && !draft.isFinished()) {
            throw new NoAnswerException(
                    "a stream that ended before the answer did", true, null, null);
        }
        chunks.requireMessage();
    }
}
