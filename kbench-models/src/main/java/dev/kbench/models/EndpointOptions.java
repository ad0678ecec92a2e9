package dev.kbench.models;

import static java.util.Objects.requireNonNull;

import dev.kbench.config.CallLimits;
import dev.kbench.llm.spi.CallPolicy;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.wire.Given;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Where a model is and what it takes: `OpenAiCompatible.model("qwen3", with ->
/// with.baseUrl("http://localhost:11434/v1"))`. Each is set at most once.
///
/// One thread.
public final class EndpointOptions {
    private final boolean ofProxy;
    private @Nullable Api api;
    private @Nullable String baseUrl;
    private @Nullable String apiKey;
    private @Nullable Duration timeout;
    private final Map<Feature, Boolean> features = new EnumMap<>(Feature.class);
    private @Nullable Set<Reasoning> reasoning;
    private @Nullable Integer retries;
    private @Nullable Integer rpm;
    private @Nullable Long tpm;
    private @Nullable Integer maxConnections;

    EndpointOptions(boolean ofProxy) {
        this.ofProxy = ofProxy;
    }

    /// Which of its APIs the Kaggle Model Proxy is spoken to in; {@link Api#OPENAI} by default.
    /// Other servers have one of their own.
    ///
    /// @param which the API
    /// @return this
    public EndpointOptions api(Api which) {
        if (!ofProxy) {
            throw new IllegalArgumentException(
                    "api is an option of ModelProxy.model; this server has one API alone");
        }
        requireUnset("api", api);
        api = requireNonNull(which, "which: expected an API such as Api.GENAI, got null");
        return this;
    }

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
    /// @param key the key, sent as the server's API wants it
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
        return takes("takesTemperature", Feature.TEMPERATURE, takes);
    }

    /// Whether the model takes a seed; told by its name by default. One that takes none is not sent
    /// one.
    ///
    /// @param takes true if it takes one
    /// @return this
    public EndpointOptions takesSeed(boolean takes) {
        return takes("takesSeed", Feature.SEED, takes);
    }

    /// Whether the model's answers can be held to a JSON schema; told by its name by default. One
    /// that cannot be is told in words how to answer.
    ///
    /// @param takes true if they can
    /// @return this
    public EndpointOptions takesJsonSchema(boolean takes) {
        return takes("takesJsonSchema", Feature.JSON_SCHEMA, takes);
    }

    /// Whether the model can ask for tools; by default it can. One that cannot is not asked with
    /// tools: such a prompt is refused.
    ///
    /// @param takes true if it can
    /// @return this
    public EndpointOptions takesTools(boolean takes) {
        return takes("takesTools", Feature.TOOLS, takes);
    }

    /// Whether the model takes several messages of one role in a row; by default it does, until its
    /// server refuses them. One that demands turns in strict alternation gets such messages as one.
    ///
    /// @param takes true if it does
    /// @return this
    public EndpointOptions takesRolesInARow(boolean takes) {
        return takes("takesRolesInARow", Feature.ROLES_IN_A_ROW, takes);
    }

    /// Whether the model takes pictures; by default it does. A prompt with one is refused for a
    /// model that does not.
    ///
    /// @param takes true if it does
    /// @return this
    public EndpointOptions takesImages(boolean takes) {
        return takes("takesImages", Feature.IMAGES, takes);
    }

    /// Whether the server can give an answer piece by piece; by default it can. One that cannot is
    /// asked for the whole.
    ///
    /// @param takes true if it can
    /// @return this
    public EndpointOptions takesStreaming(boolean takes) {
        return takes("takesStreaming", Feature.STREAMING, takes);
    }

    /// The levels of reasoning that the model can be asked for; by default all. Another one is not
    /// sent.
    ///
    /// @param levels the levels; none for a model that cannot be asked
    /// @return this
    public EndpointOptions takesReasoning(Reasoning... levels) {
        requireUnset("takesReasoning", reasoning);
        EnumSet<Reasoning> set = EnumSet.noneOf(Reasoning.class);
        set.addAll(List.of(levels));
        reasoning = set;
        return this;
    }

    /// How often a request is sent again that came to nothing, where that may help; as configured,
    /// 5 times by default. Each is waited for longer than the one before, and never past the run's
    /// deadline.
    ///
    /// @param times 0 to 100; 0 never
    /// @return this
    public EndpointOptions retries(int times) {
        requireUnset("retries", retries);
        if (times < 0 || times > 100) {
            throw new IllegalArgumentException("retries must be between 0 and 100, got " + times);
        }
        retries = times;
        return this;
    }

    /// The most calls to the model that begin in a minute; found out by default.
    ///
    /// @param calls 1 or more
    /// @return this
    public EndpointOptions rpm(int calls) {
        requireUnset("rpm", rpm);
        rpm = (int) atLeastOne("rpm", calls);
        return this;
    }

    /// The most tokens, sent and answered, of calls to the model in a minute; found out by default.
    ///
    /// @param tokens 1 or more
    /// @return this
    public EndpointOptions tpm(long tokens) {
        requireUnset("tpm", tpm);
        tpm = atLeastOne("tpm", tokens);
        return this;
    }

    /// The most calls to the model under way at a time; found out by default.
    ///
    /// @param calls 1 or more
    /// @return this
    public EndpointOptions maxConnections(int calls) {
        requireUnset("maxConnections", maxConnections);
        maxConnections = (int) atLeastOne("maxConnections", calls);
        return this;
    }

    private static long atLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, got %d".formatted(option, value));
        }
        return value;
    }

    private EndpointOptions takes(String option, Feature feature, boolean takes) {
        requireUnset(option, features.put(feature, takes));
        return this;
    }

    private static void requireUnset(String option, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
        }
    }

    CallPolicy policy() {
        return new CallPolicy(
                retries == null ? OptionalInt.empty() : OptionalInt.of(retries),
                new CallLimits(
                        rpm == null ? OptionalInt.empty() : OptionalInt.of(rpm),
                        tpm == null ? OptionalLong.empty() : OptionalLong.of(tpm),
                        maxConnections == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(maxConnections)));
    }

    Given given() {
        return new Given(
                Optional.ofNullable(api).map(Api::protocol),
                Optional.ofNullable(baseUrl),
                Optional.ofNullable(apiKey),
                timeout == null ? Given.TIMEOUT : timeout,
                features,
                Optional.ofNullable(reasoning));
    }
}
