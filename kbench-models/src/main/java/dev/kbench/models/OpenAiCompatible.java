package dev.kbench.models;

import dev.kbench.llm.Llm;
import dev.kbench.models.wire.Protocol;

import java.util.function.Consumer;

/// Models behind any server that speaks OpenAI's chat completions.
public final class OpenAiCompatible {
    private OpenAiCompatible() {}

    /// A model of the server that the settings name: `OPENAI_BASE_URL` (OpenAI's own where it is
    /// unset) with `OPENAI_API_KEY`.
    ///
    /// @param name the model's name as the server knows it
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name) {
        return model(name, _ -> {});
    }

    /// A model of a server.
    ///
    /// @param name the model's name as the server knows it
    /// @param with says where the server is, and more
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name, Consumer<EndpointOptions> with) {
        return Served.model(Protocol.OPENAI, name, "qwen3", with);
    }
}
