package dev.kbench.models;

import static java.util.Objects.requireNonNull;

import dev.kbench.llm.Llm;
import dev.kbench.models.connect.Connections;
import dev.kbench.workspace.Workspace;

import java.util.function.Consumer;

/// Models of the Kaggle Model Proxy, over its OpenAI-compatible API or, with `with ->
/// with.api(Api.GENAI)`, Google's.
public final class ModelProxy {
    private ModelProxy() {}

    /// A model of the proxy that `MODEL_PROXY_URL` and `MODEL_PROXY_API_KEY` name.
    ///
    /// @param name the model's id, such as `google/gemini-2.5-flash`
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name) {
        return model(name, _ -> {});
    }

    /// A model of a proxy.
    ///
    /// @param name the model's id, such as `google/gemini-2.5-flash`
    /// @param with says where the proxy is, and more; an address may end in `/openapi` or `/genai`
    /// @return the model; nothing is sent yet
    /// @throws dev.kbench.llm.spi.ModelProviderException if a setting is missing or wrong
    public static Llm model(String name, Consumer<EndpointOptions> with) {
        EndpointOptions options = new EndpointOptions(true);
        requireNonNull(
                        with,
                        "with: expected what sets the options, such as with -> with.baseUrl(\"…\"),"
                                + " got null")
                .accept(options);
        Workspace workspace = Workspace.current();
        return workspace
                .models()
                .llm(
                        Connections.ofProxy(
                                requireNonNull(
                                        name,
                                        "name: expected the model's name, such as"
                                                + " google/gemini-2.5-flash, got null"),
                                workspace.settings(),
                                options.given()),
                        options.policy());
    }
}
