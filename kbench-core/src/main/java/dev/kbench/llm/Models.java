package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import dev.kbench.config.Settings;
import dev.kbench.llm.chaos.Chaos;
import dev.kbench.llm.chaos.ChaosId;
import dev.kbench.llm.spi.CallPolicy;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// The models within reach: found by id through the providers, connected once, closed together.
///
/// Thread-safe.
public final class Models implements AutoCloseable {
    /// How many ids a message lists.
    private static final int SHOWN = 12;

    private final Settings settings;
    private final List<ModelProvider> providers;
    private final ModelLayers layers;
    private final Progress progress;
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final List<Connection> connections = new ArrayList<>();
    private boolean closed;

    /// Models of the providers that `ServiceLoader` finds.
    ///
    /// @param settings the process's settings
    /// @param layers the layers between models and clients
    /// @param progress is told of downloads
    /// @return the models; nothing is connected yet
    public static Models load(Settings settings, ModelLayers layers, Progress progress) {
        List<ModelProvider> providers = new ArrayList<>();
        ServiceLoader.load(ModelProvider.class, ModelProvider.class.getClassLoader())
                .forEach(providers::add);
        return new Models(settings, providers, layers, progress);
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
        this(settings, providers, ModelLayers.of(interceptors), progress);
    }

    /// Models of given providers.
    ///
    /// @param settings the process's settings
    /// @param providers who serves them
    /// @param layers the layers between models and clients
    /// @param progress is told of downloads
    public Models(
            Settings settings,
            List<ModelProvider> providers,
            ModelLayers layers,
            Progress progress) {
        this.settings = settings;
        this.providers =
                providers.stream().sorted(Comparator.comparingInt(ModelProvider::rank)).toList();
        this.layers = layers;
        this.progress = progress;
    }

    /// A model's place: whoever comes first connects, others who want the same model wait for it,
    /// and nobody waits for another model. A failure is not kept: the next one tries again.
    private static final class Place {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Llm llm;
    }

    /// The model of an id, connected on first use.
    ///
    /// @param modelId the id
    /// @return the model
    /// @throws ModelProviderException if no provider serves it, or the one that does cannot
    /// @throws IllegalStateException if the models were closed
    /// @throws CancellationException if the thread was interrupted while connecting
    public Llm model(String modelId) {
        requireNonNull(
                modelId,
                "modelId: expected a model's id such as google/gemini-2.5-flash, got null");
        Place place = places.computeIfAbsent(modelId, _ -> new Place());
        Llm ready = place.llm;
        if (ready != null) {
            return ready;
        }
        try {
            place.lock.lockInterruptibly();
            try {
                Llm meanwhile = place.llm;
                return meanwhile == null ? connected(place, modelId) : meanwhile;
            } finally {
                place.lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException stopped =
                    new CancellationException("interrupted while connecting to " + modelId);
            stopped.initCause(e);
            throw stopped;
        }
    }

    /// A model that the user's own code connected, behind the same layers as all others. It is not
    /// closed with these.
    ///
    /// @param connection the model and what reaches it
    /// @param policy what the code says of its calls
    /// @return the model
    public Llm llm(Connection connection, CallPolicy policy) {
        return new Llm(connection, layers.around(connection, policy));
    }

    private Llm connected(Place place, String modelId) throws InterruptedException {
        requireOpen();
        Connection connection = connect(modelId);
        synchronized (connections) {
            if (!closed) {
                connections.add(connection);
                Llm llm = new Llm(connection, layers.around(connection, CallPolicy.NONE));
                place.llm = llm;
                return llm;
            }
        }
        connection.client().close();
        throw closedAlready();
    }

    private void requireOpen() {
        synchronized (connections) {
            if (closed) {
                throw closedAlready();
            }
        }
    }

    private static IllegalStateException closedAlready() {
        return new IllegalStateException("the models were closed; no model can be connected");
    }

    private Connection connect(String modelId) throws InterruptedException {
        if (ChaosId.is(modelId) && provider(modelId).isEmpty()) {
            return withFaults(modelId);
        }
        Optional<ModelProvider> provider = provider(modelId);
        if (provider.isPresent()) {
            return provider.get().connect(modelId, settings, progress);
        }
        List<String> known = known().values().stream().flatMap(List::stream).toList();
        throw new PermanentProviderException(
                ModelProviderException.Trouble.MODEL_UNKNOWN,
                modelId,
                0,
                "no provider serves the model '%s'%s; for other models set MODEL_PROXY_URL and MODEL_PROXY_API_KEY (or OPENAI_BASE_URL) or run kbench init"
                        .formatted(modelId, there(known)),
                null);
    }

    private Connection withFaults(String modelId) throws InterruptedException {
        ChaosId chaos;
        try {
            chaos = ChaosId.parse(modelId);
        } catch (IllegalArgumentException e) {
            throw new PermanentProviderException(
                    ModelProviderException.Trouble.MISCONFIGURED,
                    modelId,
                    0,
                    String.valueOf(e.getMessage()),
                    e);
        }
        return Chaos.around(connect(chaos.inner()), modelId, chaos.options());
    }

    private Optional<ModelProvider> provider(String modelId) {
        return providers.stream().filter(each -> each.serves(modelId, settings)).findFirst();
    }

    private static String there(List<String> known) {
        if (known.isEmpty()) {
            return "";
        }
        String some = known.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return known.size() <= SHOWN
                ? "; there are " + some
                : "; there are %s and %d more (kbench models lists all)"
                        .formatted(some, known.size() - SHOWN);
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

    /// The servers that the settings name and that serve none of some models.
    ///
    /// @param modelIds ids of models
    /// @return what asks these servers for their models; nothing is sent yet
    public List<Catalog> catalogsBeside(Collection<String> modelIds) {
        return providers.stream()
                .flatMap(provider -> provider.catalogs(settings).stream())
                .filter(server -> modelIds.stream().noneMatch(server::serves))
                .toList();
    }

    /// Refuses settings that a provider could not use. What is missing is no matter.
    ///
    /// @throws IllegalArgumentException if one is wrong; it tells which and what was expected, and
    ///   holds no key
    public void checkSettings() {
        providers.forEach(provider -> provider.check(settings));
    }

    /// Closes every client, each whatever the others do; a model that is being connected meanwhile
    /// is closed as soon as it is. No model can be had afterwards.
    @Override
    public void close() {
        List<Connection> toClose;
        synchronized (connections) {
            closed = true;
            toClose = List.copyOf(connections);
            connections.clear();
        }
        places.clear();
        RuntimeException failed = null;
        for (Connection connection : toClose) {
            try {
                connection.client().close();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
