package dev.kbench.workspace;

import dev.kbench.config.Settings;
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
import java.util.stream.Stream;

/// Stands for a model that nobody configured: tasks can be made with it, its first request says
/// what is missing.
final class Unconfigured {
    private Unconfigured() {}

    static Llm llm(String name, Settings settings, String variable) {
        boolean proxy = settings.get("OPENAI_BASE_URL").isEmpty();
        List<String> missing =
                (proxy
                                ? Stream.of("MODEL_PROXY_URL", "MODEL_PROXY_API_KEY", variable)
                                : Stream.of(variable))
                        .filter(key -> settings.get(key).isEmpty())
                        .toList();
        return new Llm(
                new Connection(ModelRef.of(name, ""), name, new Refusing(name, missing), ""),
                List.of());
    }

    private record Refusing(String name, List<String> missing) implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            throw new PermanentProviderException(
                    ModelProviderException.Trouble.MISCONFIGURED,
                    name,
                    0,
                    "no model is configured: %s not set; run kbench init, set them in the environment or a .env file, or name a model with --model (such as local/smollm2)"
                            .formatted(
                                    missing.size() == 1
                                            ? missing.getFirst() + " is"
                                            : String.join(", ", missing) + " are"),
                    null);
        }

        @Override
        public void close() {}
    }
}
