package dev.kbench.task;

import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;

import java.util.List;

/// A model whose every answer costs 10 tokens and 1, and that is down after some answers.
final class MeteredModel implements ModelClient {
    /// How many answers it gives before it is down.
    volatile int answers = Integer.MAX_VALUE;

    private final List<String> asked;

    /// @param asked notes what it answered
    MeteredModel(List<String> asked) {
        this.asked = asked;
    }

    Llm llm() {
        return new Llm(
                new Connection(ModelRef.of("m/x", "metered"), "m/x", this, "a test's"), List.of());
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.BASIC;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) {
        String text = call.request().messages().getLast().text();
        if (asked.size() >= answers) {
            throw new PermanentProviderException(
                    ModelProviderException.Trouble.UNAVAILABLE, "m/x", 503, "down", null);
        }
        asked.add(text);
        return ModelResponse.of("about " + text, Usage.ofTokens(10, 1));
    }

    @Override
    public void close() {}
}
