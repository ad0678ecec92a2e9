package dev.kbench.local;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.schema.SchemaLimits;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/// A GGUF file as a model client. llama.cpp runs in a child JVM on this machine, since damaged
/// weights make it end its process; a worker that ended is replaced at the next call. Calls wait in
/// the order in which they came.
///
/// Thread-safe.
public final class LocalModel implements ModelClient {
    private static final Capabilities TAKES =
            Capabilities.BASIC.with(Feature.STREAMING, true).with(Feature.JSON_SCHEMA, true);

    private final ModelFile file;
    private final WorkerPool pool;
    private final int workers;
    private final Patience patience;
    private final LongSupplier nanos;

    LocalModel(
            ModelFile file, int workers, WorkerStart start, Patience patience, LongSupplier nanos) {
        this.file = file;
        this.pool = new WorkerPool(workers, start);
        this.workers = workers;
        this.patience = patience;
        this.nanos = nanos;
    }

    /// The model's weights.
    ///
    /// @return the GGUF file
    public Path file() {
        return file.path();
    }

    @Override
    public Capabilities capabilities() {
        return TAKES.withAtATime(workers);
    }

    /// An answer is held to a schema by a grammar that llama.cpp makes of it: no token is chosen
    /// that would violate it.
    @Override
    public SchemaLimits schemaLimits() {
        return SchemaLimits.LLAMA;
    }

    /// The prompt that a conversation becomes.
    ///
    /// @param messages the conversation, oldest first
    /// @return the prompt, as {@link #send} would have the model read it
    /// @throws dev.kbench.llm.spi.ModelProviderException if the model cannot be loaded, or its
    ///   template refuses the conversation
    /// @throws InterruptedException if the calling thread was interrupted
    public TemplatedPrompt prompt(List<RequestMessage> messages) throws InterruptedException {
        return with(CallContext.outside(), conversation -> conversation.prompt(messages));
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        FittedRequest fitted = TAKES.fit(file.id(), call.request());
        ModelRequest request = fitted.request();
        TimedChunks pieces = new TimedChunks(request.streaming() ? chunks : ChunkSink.NONE, nanos);
        Sampling sampling = Sampling.of(request, file.id());
        return with(
                call.context(),
                conversation -> {
                    TemplatedPrompt prompt = conversation.prompt(request.messages());
                    int room = file.room(prompt.tokens());
                    int most = Math.min(room, request.maxTokens().orElse(room));
                    Answer answer = conversation.answer(prompt, most, sampling, pieces);
                    return ModelResponse.builder()
                            .text(answer.text())
                            .usage(usage(request, answer, pieces))
                            .finishReason(answer.finishReason(most))
                            .sent(sampling.sent(request))
                            .leftOut(fitted.leftOut())
                            .build();
                });
    }

    private static Usage usage(ModelRequest request, Answer answer, TimedChunks pieces) {
        Usage counted = answer.counts().map(answer::usage).orElse(Usage.NONE);
        return request.streaming() ? pieces.paced(counted) : counted;
    }

    private <T> T with(CallContext context, Use<T> use) throws InterruptedException {
        try (Turn turn = new Turn(file.id(), context, patience.silence(), nanos)) {
            turn.check();
            WorkerPool.Place place = pool.take(turn);
            try {
                return Conversation.in(place, file, turn, patience, use);
            } finally {
                pool.giveBack(place);
            }
        }
    }

    /// What is done with a worker.
    interface Use<T> {
        T with(Conversation conversation) throws InterruptedException;
    }

    @Override
    public void close() {
        pool.close();
    }
}
