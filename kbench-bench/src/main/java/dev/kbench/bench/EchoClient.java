package dev.kbench.bench;

import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/// A model in this process that answers at once.
final class EchoClient implements ModelClient {
    private static final Usage USAGE =
            new Usage(
                    OptionalLong.of(10),
                    OptionalLong.of(1),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty());

    static Llm llm() {
        return new Llm(
                new Connection(ModelRef.of("echo", "bench"), "echo", new EchoClient(), ""),
                List.of());
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.BASIC;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) {
        byte[] text =
                call.request().messages().getLast().text().getBytes(StandardCharsets.US_ASCII);
        int at = Question.find(text, 0, text.length);
        return ModelResponse.of(Question.number(text, at, text.length), USAGE);
    }

    @Override
    public void close() {}
}
