package dev.kbench.task;

import dev.kbench.config.Price;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.price.PricedCalls;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// A model whose answers take up to 100 tokens, by seed and prompt, at a dollar a million tokens.
final class PricedModel implements ModelClient {
    static final int MOST = 100;

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong tokens = new AtomicLong();
    private final long seed;

    PricedModel(long seed) {
        this.seed = seed;
    }

    Llm llm() {
        return llm("m/priced");
    }

    Llm llm(String id) {
        Price price =
                new Price(1, OptionalDouble.empty(), 1, OptionalDouble.empty(), Optional.empty());
        return new Llm(
                new Connection(ModelRef.of(id, "priced"), id, this, "a test's"),
                List.of(new PricedCalls(price)));
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.BASIC;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) {
        String text = call.request().messages().getLast().text();
        int output = new Random(seed ^ text.hashCode()).nextInt(MOST) + 1;
        int input = (int) Math.ceil(text.length() / 4.0);
        asked.add(text);
        tokens.addAndGet(input + output);
        Thread.yield();
        return ModelResponse.of("about " + text, Usage.ofTokens(input, output));
    }

    @Override
    public void close() {}
}
