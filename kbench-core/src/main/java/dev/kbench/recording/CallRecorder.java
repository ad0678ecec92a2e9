package dev.kbench.recording;

import dev.kbench.control.Outlay;
import dev.kbench.event.CallRetry;
import dev.kbench.llm.spi.CallObserver;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelResponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes each call of a model, with what came of it. A call that was cancelled is not written.
///
/// Thread-safe.
final class CallRecorder implements ModelInterceptor {
    private final Connection connection;
    private final RecordingFolder folder;

    CallRecorder(Connection connection, RecordingFolder folder) {
        this.connection = connection;
        this.folder = folder;
    }

    @Override
    public Stage stage() {
        return Stage.RECORD_REPLAY;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        Pieces pieces = new Pieces(chunks);
        Timed timed = new Timed(call.context().observer());
        ModelCall watched = new ModelCall(call.request(), call.context().observed(timed));
        try {
            ModelResponse answer = next.send(watched, pieces);
            folder.write(
                    recorded(call, Optional.of(answer), Optional.empty(), pieces.all, timed.took));
            return answer;
        } catch (ModelProviderException e) {
            folder.write(
                    recorded(
                            call,
                            Optional.empty(),
                            Optional.of(RecordedCall.Failed.of(e)),
                            pieces.all,
                            timed.took));
            throw e;
        }
    }

    private RecordedCall recorded(
            ModelCall call,
            Optional<ModelResponse> answer,
            Optional<RecordedCall.Failed> failure,
            List<RecordedCall.Chunk> chunks,
            Duration took) {
        return new RecordedCall(
                connection.ref(),
                connection.wireModel(),
                connection.note(),
                Whose.of(call.context()),
                call.request().digest(),
                Asked.of(call.request()),
                answer,
                failure,
                List.copyOf(chunks),
                took);
    }

    /// Keeps the pieces of the last request.
    private static final class Pieces implements ChunkSink {
        private final ChunkSink to;
        private final List<RecordedCall.Chunk> all = new ArrayList<>();

        Pieces(ChunkSink to) {
            this.to = to;
        }

        @Override
        public void accept(String text) {
            all.add(new RecordedCall.Chunk(false, text));
            to.accept(text);
        }

        @Override
        public void acceptReasoning(String text) {
            all.add(new RecordedCall.Chunk(true, text));
            to.acceptReasoning(text);
        }

        @Override
        public void restart() {
            all.clear();
            to.restart();
        }
    }

    /// Keeps how long the last request took.
    private static final class Timed implements CallObserver {
        private final CallObserver to;
        private Duration took = Duration.ZERO;

        Timed(CallObserver to) {
            this.to = to;
        }

        @Override
        public void retrying(CallRetry retry) {
            to.retrying(retry);
        }

        @Override
        public void waiting(boolean begins) {
            to.waiting(begins);
        }

        @Override
        public void sent(Duration time) {
            took = time;
            to.sent(time);
        }

        @Override
        public void paid(Outlay outlay) {
            to.paid(outlay);
        }

        @Override
        public void replayed() {
            to.replayed();
        }
    }
}
