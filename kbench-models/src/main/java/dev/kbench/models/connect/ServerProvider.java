package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

/// The models of the server that `OPENAI_BASE_URL` and `OPENAI_API_KEY` name; OpenAI's own without
/// an address.
///
/// Immutable.
public final class ServerProvider extends SettingsModels {
    private static final Vendor VENDOR = Vendor.of(Protocol.OPENAI);

    /// Makes one.
    public ServerProvider() {
        super("openai", 101, "OpenAI-compatible server", VENDOR.url(), VENDOR.keys());
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return ModelIds.ofServer(modelId, settings);
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
    void requireAddress(String address, String setting) {
        Addresses.ofServer(Protocol.OPENAI, address, setting);
    }

    @Override
    Endpoint endpoint(String who, Settings settings) {
        return Connections.server(Protocol.OPENAI, who, settings, Given.NOTHING);
    }

    @Override
    boolean servesPlain(String modelId, Settings settings) {
        return !modelId.startsWith(ModelIds.SCHEME) && serves(modelId, settings);
    }
}
