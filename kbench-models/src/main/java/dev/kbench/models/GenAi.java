package dev.kbench.models;

import dev.kbench.llm.Llm;
import dev.kbench.models.wire.Protocol;

import java.util.function.Consumer;

/// Google's models, over the Gemini API.
public final class GenAi {
    private GenAi() {}

    /// A model by the settings: `GEMINI_API_KEY` or `GOOGLE_API_KEY`, at Google's own server or at
    /// `GOOGLE_GEMINI_BASE_URL`.
    ///
    /// @param name the model's name, such as `gemini-2.5-flash`
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name) {
        return model(name, _ -> {});
    }

    /// A model with what is said in place of the settings.
    ///
    /// @param name the model's name, such as `gemini-2.5-flash`
    /// @param with says where the server is, with which key, and more
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name, Consumer<EndpointOptions> with) {
        return Served.model(Protocol.GENAI, name, "gemini-2.5-flash", with);
    }
}
