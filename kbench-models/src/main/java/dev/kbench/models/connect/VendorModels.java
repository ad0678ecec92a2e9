package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

/// The models of one protocol, by ids such as `anthropic:NAME`: the vendor's own server, or the one
/// that its settings name.
///
/// Immutable.
abstract class VendorModels extends SettingsModels {
    private final Protocol protocol;
    private final String scheme;

    VendorModels(Protocol protocol, String server) {
        super(protocol.scheme(), 50, server, Vendor.of(protocol).url(), Vendor.of(protocol).keys());
        this.protocol = protocol;
        this.scheme = ModelIds.scheme(protocol);
    }

    @Override
    public final boolean serves(String modelId, Settings settings) {
        return modelId.startsWith(scheme) && modelId.length() > scheme.length();
    }

    @Override
    public final Connection connect(String modelId, Settings settings, Progress progress) {
        return Connections.ofServer(
                protocol, modelId, modelId.substring(scheme.length()), settings, Given.NOTHING);
    }

    @Override
    final void requireAddress(String address, String setting) {
        Addresses.ofServer(protocol, address, setting);
    }

    @Override
    final Endpoint endpoint(String who, Settings settings) {
        return Connections.server(protocol, who, settings, Given.NOTHING);
    }

    @Override
    final boolean servesPlain(String modelId, Settings settings) {
        return false;
    }
}
