package dev.kbench.llm;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;

/// The models within reach: found by id through the providers, connected once, closed together.
///
/// Thread-safe.
public final class Models implements AutoCloseable {
    private final Settings settings;
    private final List<ModelProvider> providers;
    private final List<ModelInterceptor> interceptors;
    private final Progress progress;
    private final Map<String, Llm> connected = new LinkedHashMap<>();
    private final List<Connection> connections = new ArrayList<>();

    /// Models of the providers that `ServiceLoader` finds.
    ///
    /// @param settings the process's settings
    /// @param interceptors the layers between models and clients
    /// @param progress is told of downloads
    /// @return the models; nothing is connected yet
    public static Models load(
            Settings settings, List<ModelInterceptor> interceptors, Progress progress) {
        List<ModelProvider> providers = new ArrayList<>();
        ServiceLoader.load(ModelProvider.class, ModelProvider.class.getClassLoader())
                .forEach(providers::add);
        return new Models(settings, providers, interceptors, progress);
    }

    /// Models of given providers.
    ///
    /// @param settings the process's settings
    /// @param providers who serves them
    /// @param interceptors the layers between models and clients
    /// @param progress is told of downloads
    public Models(
            Settings settings,
            List<ModelProvider> providers,
            List<ModelInterceptor> interceptors,
            Progress progress) {
        this.settings = settings;
        this.providers =
                providers.stream().sorted(Comparator.comparingInt(ModelProvider::rank)).toList();
        this.interceptors = List.copyOf(interceptors);
        this.progress = progress;
    }

    /// The model of an id, connected on first use.
    ///
    /// @param modelId the id
    /// @return the model
    /// @throws ModelProviderException if no provider serves it, or the one that does cannot
    public Llm model(String modelId) {
        synchronized (connected) {
            Llm llm = connected.get(modelId);
            if (llm == null) {
                Connection connection = connect(modelId);
                connections.add(connection);
                llm = new Llm(connection, interceptors);
                connected.put(modelId, llm);
            }
            return llm;
        }
    }

    private Connection connect(String modelId) {
        for (ModelProvider provider : providers) {
            if (provider.serves(modelId, settings)) {
                try {
                    return provider.connect(modelId, settings, progress);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("interrupted while connecting to " + modelId);
                }
            }
        }
        throw new PermanentProviderException(
                ModelProviderException.Trouble.MODEL_UNKNOWN,
                modelId,
                0,
                "no provider serves the model '%s'; set MODEL_PROXY_URL and MODEL_PROXY_API_KEY (or OPENAI_BASE_URL), run kbench init, or see kbench models for the ones there are"
                        .formatted(modelId),
                null);
    }

    /// The models that the providers are sure to have.
    ///
    /// @return provider name to model ids, in the order of the providers
    public Map<String, List<String>> known() {
        Map<String, List<String>> known = new LinkedHashMap<>();
        for (ModelProvider provider : providers) {
            known.put(provider.name(), List.copyOf(provider.known(settings)));
        }
        return known;
    }

    /// Closes every client.
    @Override
    public void close() {
        synchronized (connected) {
            connections.forEach(connection -> connection.client().close());
            connections.clear();
            connected.clear();
        }
    }
}
