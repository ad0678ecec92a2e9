package dev.kbench.models.wire;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.Reasoning;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a user's code says of a model in place of settings and of what its name tells.
///
/// @param protocol which of its APIs the proxy is spoken to in, if it is said
/// @param baseUrl the server's address
/// @param apiKey the key
/// @param timeout how long one answer may take
/// @param features what the model takes and what it does not, as far as it is said
/// @param reasoning the levels of reasoning that it can be asked for, if it is said
public record Given(
        Optional<Protocol> protocol,
        Optional<String> baseUrl,
        Optional<String> apiKey,
        Duration timeout,
        Map<Feature, Boolean> features,
        Optional<Set<Reasoning>> reasoning) {
    /// How long one answer may take where nobody says it: 10 minutes.
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /// Nothing is said.
    public static final Given NOTHING =
            new Given(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    TIMEOUT,
                    Map.of(),
                    Optional.empty());

    /// Copies the map.
    public Given {
        features = Map.copyOf(features);
    }

    /// A key of the settings goes to the settings' own address and to no other.
    ///
    /// @param ofSettings the settings' key
    /// @return the key to send, empty for none
    public Optional<String> apiKeyOr(Optional<String> ofSettings) {
        return apiKey.isPresent() || baseUrl.isPresent() ? apiKey : ofSettings;
    }

    /// Where the user sets the key.
    ///
    /// @param variable the setting's name
    /// @return where, for messages
    public String keyName(String variable) {
        return apiKey.isPresent() || baseUrl.isPresent() ? "apiKey(…)" : variable;
    }

    /// Where the user sets the address.
    ///
    /// @param variable the setting's name
    /// @return where, for messages
    public String urlName(String variable) {
        return baseUrl.isPresent() ? "baseUrl(…)" : variable;
    }

    /// What a model takes: as it is said here, else as its name tells.
    ///
    /// @param told what its name tells
    /// @return its capabilities
    public Capabilities over(Capabilities told) {
        Capabilities takes = told;
        for (Map.Entry<Feature, Boolean> feature : features.entrySet()) {
            takes = takes.with(feature.getKey(), feature.getValue());
        }
        return takes.withReasoning(reasoning.orElse(takes.reasoning()));
    }

    /// All but the key.
    @Override
    public String toString() {
        return "Given[protocol=%s, baseUrl=%s, timeout=%s, features=%s, reasoning=%s]"
                .formatted(protocol, baseUrl, timeout, features, reasoning);
    }
}
