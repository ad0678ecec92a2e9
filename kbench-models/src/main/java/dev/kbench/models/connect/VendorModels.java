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
import java.util.stream.Stream;

/// The models of one protocol, by ids such as `anthropic:NAME`: the vendor's own server, or the one
/// that its settings name.
///
/// Immutable.
abstract class VendorModels implements ModelProvider {
    private final Protocol protocol;
    private final Vendor vendor;
    private final String scheme;
    private final String who;

    VendorModels(Protocol protocol, String who) {
        this.protocol = protocol;
        this.vendor = Vendor.of(protocol);
        this.scheme = ModelIds.scheme(protocol);
        this.who = who;
    }

    @Override
    public final String name() {
        return protocol.scheme();
    }

    @Override
    public final boolean serves(String modelId, Settings settings) {
        return modelId.startsWith(scheme) && modelId.length() > scheme.length();
    }

    @Override
    public final int rank() {
        return 50;
    }

    @Override
    public final Connection connect(String modelId, Settings settings, Progress progress) {
        return Connections.ofServer(
                protocol, modelId, modelId.substring(scheme.length()), settings, Given.NOTHING);
    }

    @Override
    public final List<String> known(Settings settings) {
        return ModelIds.configured(settings, id -> serves(id, settings));
    }

    @Override
    public Optional<Catalog> catalog(Settings settings) {
        return ServerModels.ifSet(
                Stream.concat(Stream.of(vendor.url()), vendor.keys().stream()).toList(),
                who,
                () -> Connections.server(protocol, who, settings, Given.NOTHING),
                settings,
                _ -> false);
    }

    @Override
    public final void check(Settings settings) {
        settings.get(vendor.url())
                .ifPresent(url -> Addresses.ofServer(protocol, url, vendor.url()));
        for (String name : vendor.keys()) {
            settings.get(name).ifPresent(key -> Endpoint.checkedKey(key, name));
        }
    }
}
