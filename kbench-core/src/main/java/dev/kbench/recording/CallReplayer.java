package dev.kbench.recording;

import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelResponse;

/// Answers as it was recorded, and asks nobody.
///
/// Thread-safe.
final class CallReplayer implements ModelInterceptor {
    private final String model;
    private final RecordedCalls calls;

    CallReplayer(String model, RecordedCalls calls) {
        this.model = model;
        this.calls = calls;
    }

    @Override
    public Stage stage() {
        return Stage.RECORD_REPLAY;
    }

    @Override
    public boolean asksNobody() {
        return true;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        call.context().check(model);
        RecordedCall recorded = calls.take(model, call);
        call.context().observer().replayed();
        if (call.request().streaming()) {
            for (RecordedCall.Chunk chunk : recorded.chunks()) {
                if (chunk.reasoning()) {
                    chunks.acceptReasoning(chunk.text());
                } else {
                    chunks.accept(chunk.text());
                }
            }
        }
        call.context().observer().sent(recorded.took());
        if (recorded.failure().isPresent()) {
            throw recorded.failure().get().exception(model);
        }
        return recorded.answer()
                .orElseThrow(
                        () -> new IllegalStateException("a recording without answer and failure"));
    }
}
