package dev.kbench.models.connect;

import dev.kbench.config.NamedProvider;
import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.Progress;

import java.util.ArrayList;
import java.util.List;

/// The models of the servers that `kbench.toml` names: `NAME:model`.
///
/// Immutable.
public final class ConfiguredProvider implements ModelProvider {
    /// Makes one.
    public ConfiguredProvider() {}

    @Override
    public String name() {
        return "configured";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return settings.toml().providerOf(modelId).isPresent();
    }

    /// Before all others: what the user names wins over what is known.
    @Override
    public int rank() {
        return -1;
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress) {
        return Connections.ofNamed(
                settings.toml().providerOf(modelId).orElseThrow(), modelId, settings);
    }

    /// Those of which the file names no model.
    @Override
    public List<Catalog> catalogs(Settings settings) {
        return settings.toml().providers().values().stream()
                .filter(provider -> provider.api().isPresent() && provider.models().isEmpty())
                .map(provider -> catalog(provider, settings))
                .toList();
    }

    private static Catalog catalog(NamedProvider provider, Settings settings) {
        String prefix = provider.name() + ":";
        String server = provider.name() + " of kbench.toml";
        return new ServerModels(
                server,
                () -> Connections.named(provider, server, settings),
                settings,
                id -> id.startsWith(prefix),
                (_, id) -> prefix + id);
    }

    /// Those of which the file says something.
    @Override
    public List<String> known(Settings settings) {
        List<String> ids = new ArrayList<>();
        for (NamedProvider provider : settings.toml().providers().values()) {
            if (provider.api().isPresent()) {
                provider.models().keySet().forEach(model -> ids.add(provider.name() + ":" + model));
            }
        }
        return List.copyOf(ids);
    }
}
