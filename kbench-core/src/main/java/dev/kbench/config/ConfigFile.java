package dev.kbench.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What `kbench.toml` says.
///
/// @param providers the providers, by name, in order
/// @param retries how often a request is sent again
/// @param prices what tokens cost, by model id
/// @param values settings under the names of their variables, such as `LLM_DEFAULT`
/// @param files the files that were read
public record ConfigFile(
        Map<String, NamedProvider> providers,
        RetrySettings retries,
        Map<String, Price> prices,
        Map<String, String> values,
        List<Path> files) {
    /// There is no file.
    public static final ConfigFile NONE =
            new ConfigFile(Map.of(), RetrySettings.NONE, Map.of(), Map.of(), List.of());

    /// Copies the collections.
    public ConfigFile {
        providers = ordered(providers);
        prices = ordered(prices);
        values = ordered(values);
        files = List.copyOf(files);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /// The provider of a model id of the form `NAME:model`.
    ///
    /// @param modelId a model's id
    /// @return the provider that is told how to reach, empty where the id names none
    public Optional<NamedProvider> providerOf(String modelId) {
        int colon = modelId.indexOf(':');
        return colon < 1
                ? Optional.empty()
                : Optional.ofNullable(providers.get(modelId.substring(0, colon)))
                        .filter(provider -> provider.api().isPresent());
    }

    /// This, and what another says beyond it.
    ///
    /// @param other the file that counts less
    /// @return both
    ConfigFile or(ConfigFile other) {
        return new ConfigFile(
                joined(providers, other.providers),
                retries.or(other.retries),
                joined(prices, other.prices),
                joined(values, other.values),
                Stream.concat(files.stream(), other.files.stream()).toList());
    }

    /// This with other prices, which count more.
    ConfigFile priced(Map<String, Price> others) {
        return new ConfigFile(providers, retries, joined(others, prices), values, files);
    }

    private static <V> Map<String, V> joined(Map<String, V> first, Map<String, V> second) {
        Map<String, V> all = new LinkedHashMap<>(first);
        second.forEach(all::putIfAbsent);
        return all;
    }
}
