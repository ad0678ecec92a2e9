package dev.kbench.models;

import dev.kbench.llm.Llm;
import dev.kbench.models.wire.Protocol;

import java.util.function.Consumer;

/// OpenAI's models, over the Responses API. {@link OpenAiCompatible} speaks chat completions, as
/// many servers do.
public final class OpenAi {
    private OpenAi() {}

    /// A model by the settings: `OPENAI_API_KEY`, at OpenAI's own server or at `OPENAI_BASE_URL`.
    ///
    /// @param name the model's name, such as `gpt-5`
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name) {
        return model(name, _ -> {});
    }

    /// A model with what is said in place of the settings.
    ///
    /// @param name the model's name, such as `gpt-5`
    /// @param with says where the server is, with which key, and more
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name, Consumer<EndpointOptions> with) {
        return Served.model(Protocol.RESPONSES, name, "gpt-5", with);
    }
}
