package dev.kbench.models.openai;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.wire.AnswerReader;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.ServerError;

import java.util.Arrays;

/// Reads a chat completion: whole, or as a stream whose events are chunks of it, the last one
/// `[DONE]`. A stream that ends without that is whole if the model had said why it stopped.
///
/// One thread.
final class ChatReader implements AnswerReader {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    private final CompletionReader chunks;
    private final Draft draft;

    ChatReader(Draft draft) {
        this.chunks = new CompletionReader(draft);
        this.draft = draft;
    }

    @Override
    public void whole(byte[] body) throws NoAnswerException {
        chunks.whole(body);
    }

    @Override
    public boolean event(String name, byte[] bytes, int from, int length) throws NoAnswerException {
        if (Arrays.equals(bytes, from, from + length, DONE, 0, DONE.length)) {
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

    @Override
    public boolean isFinished() {
        return draft.isFinished();
    }

    @Override
    public void requireAnswer() throws NoAnswerException {
        chunks.requireMessage();
    }

    @Override
    public ModelResponse.Builder response() {
        return draft.response();
    }

    @Override
    public Usage usage() {
        return draft.usage();
    }
}
