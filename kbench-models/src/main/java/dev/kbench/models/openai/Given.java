package dev.kbench.models.openai;

import dev.kbench.llm.spi.Feature;

import java.time.Duration;
import java.util.Optional;

/// What a user's code says of a model in place of settings and of what its name tells.
///
/// @param baseUrl the address before `/chat/completions`
/// @param apiKey the key
/// @param timeout how long one answer may take
/// @param temperature whether the model takes a temperature
/// @param seed whether it takes a seed
public record Given(
        Optional<String> baseUrl,
        Optional<String> apiKey,
        Duration timeout,
        Optional<Boolean> temperature,
        Optional<Boolean> seed) {
    /// How long one answer may take where nobody says it: 10 minutes.
    public static final Duration TIMEOUT = Duration.ofMinutes(10);

    /// Nothing is said.
    public static final Given NOTHING =
            new Given(
                    Optional.empty(),
                    Optional.empty(),
                    TIMEOUT,
                    Optional.empty(),
                    Optional.empty());

    /// A key of the settings goes to the settings' own address and to no other.
    Optional<String> apiKeyOr(Optional<String> ofSettings) {
        return apiKey.isPresent() || baseUrl.isPresent() ? apiKey : ofSettings;
    }

    /// Where the user sets the key.
    String keyName(String variable) {
        return apiKey.isPresent() || baseUrl.isPresent() ? "apiKey(…)" : variable;
    }

    /// Where the user sets the address.
    String urlName(String variable) {
        return baseUrl.isPresent() ? "baseUrl(…)" : variable;
    }

    ModelTraits over(ModelTraits told) {
        return told.taking(
                temperature.orElse(told.capabilities().takes(Feature.TEMPERATURE)),
                seed.orElse(told.capabilities().takes(Feature.SEED)));
    }

    /// All but the key.
    @Override
    public String toString() {
        return "Given[baseUrl=%s, timeout=%s, temperature=%s, seed=%s]"
                .formatted(baseUrl, timeout, temperature, seed);
    }
}
