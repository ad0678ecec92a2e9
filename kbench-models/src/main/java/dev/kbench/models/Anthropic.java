package dev.kbench.models;

import dev.kbench.llm.Llm;
import dev.kbench.models.wire.Protocol;

import java.util.function.Consumer;

/// Anthropic's models, over the Messages API.
public final class Anthropic {
    private Anthropic() {}

    /// A model by the settings: `ANTHROPIC_API_KEY`, at Anthropic's own server or at
    /// `ANTHROPIC_BASE_URL`.
    ///
    /// @param name the model's name, such as `claude-sonnet-4-5`
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name) {
        return model(name, _ -> {});
    }

    /// A model with what is said in place of the settings.
    ///
    /// @param name the model's name, such as `claude-sonnet-4-5`
    /// @param with says where the server is, with which key, and more
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name, Consumer<EndpointOptions> with) {
        return Served.model(Protocol.ANTHROPIC, name, "claude-sonnet-4-5", with);
    }
}
