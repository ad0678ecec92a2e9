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

/// The models of the server that `OPENAI_BASE_URL` and `OPENAI_API_KEY` name; OpenAI's own without
/// an address.
///
/// Immutable.
public final class ServerProvider implements ModelProvider {
    private static final String WHO = "OpenAI-compatible server";
    private static final String URL = Vendor.of(Protocol.OPENAI).url();
    private static final String KEY = Vendor.of(Protocol.OPENAI).keys().getFirst();

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
        return Connections.ofServer(Protocol.OPENAI, modelId, wireModel, settings, Given.NOTHING);
    }

    @Override
    public List<String> known(Settings settings) {
        return ModelIds.configured(settings, id -> serves(id, settings));
    }

    @Override
    public Optional<Catalog> catalog(Settings settings) {
        return ServerModels.ifSet(
                List.of(URL, KEY),
                WHO,
                () -> Connections.server(Protocol.OPENAI, WHO, settings, Given.NOTHING),
                settings,
                id -> !id.startsWith(ModelIds.SCHEME) && serves(id, settings));
    }

    @Override
    public void check(Settings settings) {
        settings.get(URL).ifPresent(url -> Addresses.ofServer(Protocol.OPENAI, url, URL));
        settings.get(KEY).ifPresent(key -> Endpoint.checkedKey(key, KEY));
    }
}
