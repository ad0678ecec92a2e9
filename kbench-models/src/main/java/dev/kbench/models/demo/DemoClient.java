package dev.kbench.models.demo;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;

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
        call.context().check("demo/" + call.request().model());
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
                request.options(),
                "");
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
