package dev.kbench.models.openai;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;

import java.util.List;
import java.util.Optional;

/// The models of the server that `OPENAI_BASE_URL` and `OPENAI_API_KEY` name; OpenAI's own without
/// an address.
///
/// Immutable.
public final class ServerProvider implements ModelProvider {
    private static final String WHO = "OpenAI-compatible server";

    /// Makes one.
    public ServerProvider() {}

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return ModelIds.ofServer(modelId, settings);
    }

    @Override
    public int rank() {
        return 101;
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        String wireModel =
                modelId.startsWith(ModelIds.SCHEME)
                        ? modelId.substring(ModelIds.SCHEME.length())
                        : modelId;
        return Connections.ofServer(modelId, wireModel, settings, Given.NOTHING);
    }

    @Override
    public List<String> known(Settings settings) {
        return ModelIds.configured(settings, id -> serves(id, settings));
    }

    @Override
    public Optional<Catalog> catalog(Settings settings) {
        return ServerModels.ifSet(
                Connections.SERVER_URL,
                Connections.SERVER_KEY,
                WHO,
                () -> Connections.server(WHO, settings, Given.NOTHING),
                settings,
                id -> !id.startsWith(ModelIds.SCHEME) && serves(id, settings));
    }

    @Override
    public void check(Settings settings) {
        settings.get(Connections.SERVER_URL)
                .ifPresent(url -> Addresses.ofServer(url, Connections.SERVER_URL));
        settings.get(Connections.SERVER_KEY)
                .ifPresent(key -> Endpoint.checkedKey(key, Connections.SERVER_KEY));
    }
}
