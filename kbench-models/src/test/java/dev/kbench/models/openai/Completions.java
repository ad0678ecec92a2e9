package dev.kbench.models.openai;

import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.EventStream;
import dev.kbench.models.wire.NoAnswerException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Completions as tests read them, without a wire.
final class Completions {
    private Completions() {}

    static ModelResponse whole(String body) throws NoAnswerException {
        return whole(body, false);
    }

    /// Reads a whole one.
    ///
    /// @param thinks whether the model was asked to think
    static ModelResponse whole(String body, boolean thinks) throws NoAnswerException {
        return whole(body.getBytes(StandardCharsets.UTF_8), thinks);
    }

    static ModelResponse whole(byte[] body, boolean thinks) throws NoAnswerException {
        Draft draft = draft(thinks, ChunkSink.NONE);
        new CompletionReader(draft).whole(body);
        return draft.response().usage(draft.usage()).build();
    }

    /// Reads a stream that comes in pieces of a size.
    static ModelResponse stream(byte[] events, int piece, boolean thinks, ChunkSink chunks)
            throws NoAnswerException {
        Draft draft = draft(thinks, chunks);
        EventStream stream = new EventStream(new ChatReader(draft));
        boolean over = false;
        for (int from = 0; from < events.length && !over; from += piece) {
            over =
                    stream.take(
                            ByteBuffer.wrap(events, from, Math.min(piece, events.length - from)));
        }
        stream.finish();
        return draft.response().usage(draft.usage()).build();
    }

    private static Draft draft(boolean thinks, ChunkSink chunks) {
        return new Draft(thinks, new TimedChunks(chunks, () -> 0));
    }
}
