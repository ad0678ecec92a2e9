package dev.kbench.models.openai;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.Progress;

import java.util.List;

/// The models of the Kaggle Model Proxy that `MODEL_PROXY_URL` and `MODEL_PROXY_API_KEY` name.
///
/// Immutable.
public final class ProxyProvider implements ModelProvider {
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
}
