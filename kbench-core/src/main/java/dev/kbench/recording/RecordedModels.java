package dev.kbench.recording;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import java.util.List;

/// Knows the models of which there are recordings, and no others.
final class RecordedModels implements ModelProvider {
    private final RecordedCalls calls;

    RecordedModels(RecordedCalls calls) {
        this.calls = calls;
    }

    @Override
    public String name() {
        return "recorded";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return true;
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        RecordedCall first =
                calls.of(modelId)
                        .orElseThrow(
                                () ->
                                        new PermanentProviderException(
                                                Trouble.MODEL_UNKNOWN,
                                                modelId,
                                                0,
                                                "%s: there is no recording of this model in %s; there are recordings of %s"
                                                        .formatted(
                                                                modelId,
                                                                calls.where(),
                                                                calls.models().isEmpty()
                                                                        ? "none"
                                                                        : String.join(
                                                                                ", ",
                                                                                calls.models())),
                                                null));
        String note = first.note().isEmpty() ? "replayed" : first.note() + "; replayed";
        return new Connection(first.model(), first.wireModel(), new Silent(), note);
    }

    @Override
    public List<String> known(Settings settings) {
        return List.copyOf(calls.models());
    }

    /// Is never asked: the layer before it answers all.
    private static final class Silent implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.ALL;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            throw new IllegalStateException("a replayed model was asked");
        }

        @Override
        public void close() {}
    }
}
