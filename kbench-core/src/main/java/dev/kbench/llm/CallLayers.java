package dev.kbench.llm;

import dev.kbench.config.CallLimits;
import dev.kbench.config.ConfigFile;
import dev.kbench.config.NamedProvider;
import dev.kbench.config.Price;
import dev.kbench.config.RetrySettings;
import dev.kbench.config.Settings;
import dev.kbench.control.Time;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.limit.CallLimiter;
import dev.kbench.llm.price.PricedCalls;
import dev.kbench.llm.retry.CallRetries;
import dev.kbench.llm.retry.RetryOptions;
import dev.kbench.llm.spi.CallPolicy;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelLayers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/// The layers between a process's models and their clients, as its settings have them: a request
/// that came to nothing is sent again, each waits for its turn, and each answer has its price.
///
/// `KBENCH_RETRIES` says how often a request is sent again, `KBENCH_RETRY_SECONDS` within what
/// time; `kbench.toml` says the rest. What code says of a model counts most, then what the file
/// says of it, then what it says of its provider.
///
/// Thread-safe.
public final class CallLayers implements ModelLayers {
    private static final String RETRIES = "KBENCH_RETRIES";
    private static final String WITHIN = "KBENCH_RETRY_SECONDS";
    private static final int MOST = 100;
    private static final int LONGEST = 86_400;

    private final Map<String, CallLimiter.Provider> providers = new ConcurrentHashMap<>();
    private final ConfigFile toml;
    private final RetrySettings retries;

    private CallLayers(ConfigFile toml, RetrySettings retries) {
        this.toml = toml;
        this.retries = retries;
    }

    /// The layers of a process.
    ///
    /// @param settings its settings
    /// @return the layers
    /// @throws KbenchException if a setting is no number, or out of its range
    public static CallLayers of(Settings settings) {
        OptionalInt within = number(settings, WITHIN, 1, LONGEST);
        RetrySettings ofVariables =
                new RetrySettings(
                        number(settings, RETRIES, 0, MOST),
                        Optional.empty(),
                        Optional.empty(),
                        within.isPresent()
                                ? Optional.of(Duration.ofSeconds(within.getAsInt()))
                                : Optional.empty());
        return new CallLayers(settings.toml(), ofVariables.or(settings.toml().retries()));
    }

    private static OptionalInt number(Settings settings, String name, int least, int most) {
        String value = settings.get(name).orElse("");
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (value.matches("\\d{1,6}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        }
        throw new KbenchException(
                "%s: expected a whole number from %d to %d, got '%s'"
                        .formatted(name, least, most, value));
    }

    @Override
    public List<ModelInterceptor> around(Connection connection, CallPolicy policy) {
        String id = connection.ref().id();
        String name =
                toml.providerOf(id).map(NamedProvider::name).orElse(connection.ref().provider());
        Optional<NamedProvider> said = Optional.ofNullable(toml.providers().get(name));
        Optional<NamedProvider.Model> model = said.flatMap(provider -> model(provider, connection));
        CallLimiter.Provider provider =
                providers.computeIfAbsent(
                        name,
                        _ ->
                                new CallLimiter.Provider(
                                        said.map(NamedProvider::limits).orElse(CallLimits.NONE),
                                        Time.SYSTEM));
        List<ModelInterceptor> layers = new ArrayList<>();
        layers.add(CallRetries.create(with -> retries(with, policy)));
        layers.add(
                provider.model(
                        id,
                        policy.limits()
                                .or(model.map(NamedProvider.Model::limits).orElse(CallLimits.NONE))
                                .or(ofItsOwn(connection))));
        model.flatMap(NamedProvider.Model::price)
                .or(() -> price(connection))
                .ifPresent(price -> layers.add(new PricedCalls(price)));
        return List.copyOf(layers);
    }

    /// By the model's name as the provider knows it, or by its id.
    private static Optional<NamedProvider.Model> model(
            NamedProvider provider, Connection connection) {
        return Optional.ofNullable(provider.models().get(connection.wireModel()))
                .or(() -> Optional.ofNullable(provider.models().get(connection.ref().id())));
    }

    private Optional<Price> price(Connection connection) {
        return Optional.ofNullable(toml.prices().get(connection.ref().id()))
                .or(() -> Optional.ofNullable(toml.prices().get(connection.wireModel())));
    }

    private static CallLimits ofItsOwn(Connection connection) {
        return new CallLimits(
                OptionalInt.empty(),
                OptionalLong.empty(),
                connection.client().capabilities().atATime());
    }

    private void retries(RetryOptions with, CallPolicy policy) {
        OptionalInt most = policy.retries().isPresent() ? policy.retries() : retries.most();
        most.ifPresent(with::most);
        retries.firstWait().ifPresent(with::firstWait);
        retries.longestWait().ifPresent(with::longestWait);
        retries.within().ifPresent(with::within);
    }
}
