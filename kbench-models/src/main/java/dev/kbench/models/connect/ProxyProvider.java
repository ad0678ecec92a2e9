package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

import java.util.List;
import java.util.Optional;

/// The models of the Kaggle Model Proxy that `MODEL_PROXY_URL` and `MODEL_PROXY_API_KEY` name.
///
/// Immutable.
public final class ProxyProvider implements ModelProvider {
    private static final String WHO = "Kaggle Model Proxy";

    /// Makes one.
    public ProxyProvider() {}

    @Override
    public String name() {
        return "proxy";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return ModelIds.ofProxy(modelId, settings);
    }

    @Override
    public int rank() {
        return 100;
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        return Connections.ofProxy(modelId, settings, Given.NOTHING);
    }

    @Override
    public List<String> known(Settings settings) {
        return ModelIds.configured(settings, id -> serves(id, settings));
    }

    @Override
    public Optional<Catalog> catalog(Settings settings) {
        return ServerModels.ifSet(
                List.of(Connections.PROXY_URL, Connections.PROXY_KEY),
                WHO,
                () -> Connections.proxy(WHO, settings, Given.NOTHING),
                settings,
                _ -> true);
    }

    @Override
    public void check(Settings settings) {
        settings.get(Connections.PROXY_URL)
                .ifPresent(url -> Addresses.ofProxy(Protocol.OPENAI, url, Connections.PROXY_URL));
        settings.get(Connections.PROXY_KEY)
                .ifPresent(key -> Endpoint.checkedKey(key, Connections.PROXY_KEY));
    }
}
