package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

import java.util.List;

/// The models of the Kaggle Model Proxy that `MODEL_PROXY_URL` and `MODEL_PROXY_API_KEY` name.
///
/// Immutable.
public final class ProxyProvider extends SettingsModels {
    /// Makes one.
    public ProxyProvider() {
        super(
                "proxy",
                100,
                "Kaggle Model Proxy",
                Connections.PROXY_URL,
                List.of(Connections.PROXY_KEY));
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return ModelIds.ofProxy(modelId, settings);
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        return Connections.ofProxy(modelId, settings, Given.NOTHING);
    }

    @Override
    void requireAddress(String address, String setting) {
        Addresses.ofProxy(Protocol.OPENAI, address, setting);
    }

    @Override
    Endpoint endpoint(String who, Settings settings) {
        return Connections.proxy(who, settings, Given.NOTHING);
    }

    /// As the list has them: the ids of the proxy have no protocol before them.
    @Override
    boolean servesPlain(String modelId, Settings settings) {
        return true;
    }
}
