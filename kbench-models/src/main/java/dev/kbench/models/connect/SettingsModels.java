package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.models.wire.Endpoint;

import java.util.ArrayList;
import java.util.List;

/// The models of one server whose address and key stand in the settings.
///
/// Immutable.
abstract class SettingsModels implements ModelProvider {
    private final String name;
    private final int rank;
    private final String server;
    private final String url;
    private final List<String> keys;

    /// @param server who it is, for messages
    /// @param url the setting of its address
    /// @param keys the settings of its key
    SettingsModels(String name, int rank, String server, String url, List<String> keys) {
        this.name = name;
        this.rank = rank;
        this.server = server;
        this.url = url;
        this.keys = keys;
    }

    /// Refuses what is no address of such a server.
    ///
    /// @param address what the user wrote
    /// @param setting where it was written, for messages
    /// @throws IllegalArgumentException if it is none
    abstract void requireAddress(String address, String setting);

    /// The server as the settings have it.
    ///
    /// @param who what is asked, for messages
    abstract Endpoint endpoint(String who, Settings settings);

    /// Whether an id alone, without the name of a protocol before it, names a model of this server.
    abstract boolean servesPlain(String modelId, Settings settings);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final int rank() {
        return rank;
    }

    @Override
    public final List<String> known(Settings settings) {
        return ModelIds.configured(settings, id -> serves(id, settings));
    }

    @Override
    public List<Catalog> catalogs(Settings settings) {
        List<String> names = new ArrayList<>(keys);
        names.add(url);
        return names.stream().allMatch(setting -> settings.get(setting).isEmpty())
                ? List.of()
                : List.of(
                        new ServerModels(
                                server,
                                () -> endpoint(server, settings),
                                settings,
                                id -> serves(id, settings),
                                (asked, id) ->
                                        servesPlain(id, settings)
                                                ? id
                                                : ModelIds.scheme(asked.protocol()) + id));
    }

    @Override
    public final void check(Settings settings) {
        settings.get(url).ifPresent(address -> requireAddress(address, url));
        for (String setting : keys) {
            settings.get(setting).ifPresent(key -> Endpoint.checkedKey(key, setting));
        }
    }
}
