package dev.kbench.models.demo;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers by a script, at once. Usage is unknown: no tokens were spent, and made-up figures would
/// stand in sums beside real ones. A limit of tokens cuts the answer after as many words.
///
/// Thread-safe.
final class DemoClient implements ModelClient {
    private final Script script;
    private final AtomicBoolean closed = new AtomicBoolean();

    DemoClient(Script script) {
        this.script = script;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.BASIC;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        call.context().cancellation().check();
        if (!call.context().deadline().left(System.nanoTime()).isPositive()) {
            throw new RetryableProviderException(
                    ModelProviderException.Trouble.TIMED_OUT,
                    call.request().model(),
                    0,
                    "demo/%s: the run's deadline has passed".formatted(call.request().model()),
                    null,
                    null);
        }
        if (closed.get()) {
            throw new IllegalStateException("the client is closed");
        }
        ModelRequest request = call.request();
        String answer = script.answer(request);
        int end = Words.end(answer, request.maxTokens().orElse(Integer.MAX_VALUE));
        return new ModelResponse(
                answer.substring(0, end),
                "",
                Usage.NONE,
                end < answer.length() ? "length" : "stop",
                sent(request),
                "");
    }

    private static SequencedMap<String, Object> sent(ModelRequest request) {
        SequencedMap<String, Object> sent = new LinkedHashMap<>();
        request.temperature().ifPresent(value -> sent.put("temperature", value));
        request.seed().ifPresent(value -> sent.put("seed", value));
        request.maxTokens().ifPresent(value -> sent.put("max_tokens", value));
        sent.putAll(request.apiParams());
        return sent;
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
