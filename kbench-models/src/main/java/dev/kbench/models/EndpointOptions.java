package dev.kbench.models;

import static java.util.Objects.requireNonNull;

import dev.kbench.models.openai.Given;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// Where a model is and what it takes: `OpenAiCompatible.model("qwen3", with ->
/// with.baseUrl("http://localhost:11434/v1"))`. Each is set at most once.
///
/// One thread.
public final class EndpointOptions {
    private @Nullable String baseUrl;
    private @Nullable String apiKey;
    private @Nullable Duration timeout;
    private @Nullable Boolean temperature;
    private @Nullable Boolean seed;

    EndpointOptions() {}

    /// The server's address; that of the settings by default.
    ///
    /// @param url what stands before `/chat/completions`, such as `http://localhost:11434/v1`; with
    ///   that path, or slashes at its end, it is taken too
    /// @return this
    public EndpointOptions baseUrl(String url) {
        requireUnset("baseUrl", baseUrl);
        baseUrl =
                requireNonNull(
                        url,
                        "url: expected an address such as http://localhost:11434/v1, got null");
        return this;
    }

    /// The key; that of the settings by default, and none where {@link #baseUrl} is set: a key of
    /// the settings goes to the settings' own address alone.
    ///
    /// @param key the key, sent as a bearer token
    /// @return this
    public EndpointOptions apiKey(String key) {
        if (apiKey != null) {
            throw new IllegalArgumentException("apiKey was already set");
        }
        if (requireNonNull(key, "key: expected a key, got null").isBlank()) {
            throw new IllegalArgumentException(
                    "apiKey must not be blank; leave it out where the server asks for none");
        }
        apiKey = key.strip();
        return this;
    }

    /// How long one answer may take; 10 minutes by default. A run's deadline counts where it is
    /// earlier.
    ///
    /// @param limit more than zero, at most a day
    /// @return this
    public EndpointOptions timeout(Duration limit) {
        requireUnset("timeout", timeout);
        requireNonNull(limit, "limit: expected a duration such as Duration.ofMinutes(1), got null");
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be more than zero and at most a day, got " + limit);
        }
        timeout = limit;
        return this;
    }

    /// Whether the model takes a temperature; told by its name by default. One that takes none is
    /// not sent one.
    ///
    /// @param takes true if it takes one
    /// @return this
    public EndpointOptions takesTemperature(boolean takes) {
        requireUnset("takesTemperature", temperature);
        temperature = takes;
        return this;
    }

    /// Whether the model takes a seed; told by its name by default. One that takes none is not sent
    /// one.
    ///
    /// @param takes true if it takes one
    /// @return this
    public EndpointOptions takesSeed(boolean takes) {
        requireUnset("takesSeed", seed);
        seed = takes;
        return this;
    }

    private static void requireUnset(String option, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
        }
    }

    Given given() {
        return new Given(
                Optional.ofNullable(baseUrl),
                Optional.ofNullable(apiKey),
                timeout == null ? Given.TIMEOUT : timeout,
                Optional.ofNullable(temperature),
                Optional.ofNullable(seed));
    }
}
