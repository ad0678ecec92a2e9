package dev.kbench.llm;

import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelResponse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A client whose answer a test gives.
final class ScriptedClient implements ModelClient {
    /// Gives the answer to a call.
    interface Answer {
        ModelResponse to(ModelCall call) throws InterruptedException;
    }

    private final Capabilities capabilities;
    private final Answer answer;
    private final List<ModelCall> calls = Collections.synchronizedList(new ArrayList<>());
    private int closed;

    ScriptedClient(Capabilities capabilities, Answer answer) {
        this.capabilities = capabilities;
        this.answer = answer;
    }

    static ScriptedClient replying(String text) {
        return new ScriptedClient(
                Capabilities.BASIC, _ -> ModelResponse.of(text, Usage.ofTokens(10, 1)));
    }

    Connection connection() {
        return new Connection(ModelRef.of("vendor/model", "proxy"), "model", this, "a note");
    }

    Llm llm(ModelInterceptor... layers) {
        return new Llm(connection(), List.of(layers));
    }

    List<ModelCall> calls() {
        return List.copyOf(calls);
    }

    int closed() {
        return closed;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        calls.add(call);
        FittedRequest fitted = capabilities.fit("vendor/model", call.request());
        return answer.to(new ModelCall(fitted.request(), call.context())).toBuilder()
                .leftOut(fitted.leftOut())
                .build();
    }

    @Override
    public void close() {
        closed++;
    }
}
