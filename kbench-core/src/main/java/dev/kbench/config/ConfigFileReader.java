package dev.kbench.config;

import dev.kbench.key.KbenchException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads `kbench.toml` and price files.
final class ConfigFileReader {
    private static final Map<String, String> SETTINGS = new LinkedHashMap<>();

    static {
        SETTINGS.put("default_model", "LLM_DEFAULT");
        SETTINGS.put("judge_model", "LLM_DEFAULT_JUDGE");
        SETTINGS.put("models", "LLMS_AVAILABLE");
    }

    private static final Set<String> TOP =
            Set.of("default_model", "judge_model", "models", "providers", "prices", "retries");
    private static final Set<String> PROVIDER =
            Set.of(
                    "api",
                    "base_url",
                    "key_env",
                    "rpm",
                    "tpm",
                    "max_connections",
                    "models",
                    "prices_date");
    private static final Set<String> MODEL =
            Set.of("rpm", "tpm", "max_connections", "input", "cached", "output", "reasoning");
    private static final Set<String> RETRIES =
            Set.of("most", "first_wait", "longest_wait", "within");
    private static final Set<String> PRICES = Set.of("date", "models");
    private static final Set<String> PRICE = Set.of("input", "cached", "output", "reasoning");
    private static final Set<String> KEYS = Set.of("key", "api_key", "token", "secret", "password");

    private ConfigFileReader() {}

    /// Reads a `kbench.toml`.
    ///
    /// @throws KbenchException if something in it is wrong: file, line, key, and what was expected
    static ConfigFile read(Path file) {
        TomlTable top = TomlTable.read(file);
        top.allow(TOP);
        Map<String, String> values = new LinkedHashMap<>();
        SETTINGS.forEach(
                (key, variable) -> top.texts(key).ifPresent(value -> values.put(variable, value)));
        Map<String, NamedProvider> providers = new LinkedHashMap<>();
        top.tables("providers")
                .forEach((name, table) -> providers.put(name, provider(name, table)));
        return new ConfigFile(
                providers,
                top.table("retries").map(ConfigFileReader::retries).orElse(RetrySettings.NONE),
                prices(top),
                values,
                List.of(file));
    }

    private static NamedProvider provider(String name, TomlTable table) {
        if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
            throw table.wrong(
                    "", "expected a name of letters, digits, _, - and ., such as [providers.corp]");
        }
        for (String key : KEYS) {
            if (table.has(key)) {
                throw table.wrong(
                        key,
                        "keys do not stand in this file; name the variable that holds it: key_env ="
                                + " \"CORP_KEY\"");
            }
        }
        table.allow(PROVIDER);
        Optional<LocalDate> date = date(table, "prices_date");
        Map<String, NamedProvider.Model> models = new LinkedHashMap<>();
        table.tables("models").forEach((model, inner) -> models.put(model, model(inner, date)));
        Optional<NamedProvider.Api> api = table.text("api").map(word -> api(table, word));
        NamedProvider provider =
                new NamedProvider(
                        name, api, table.text("base_url"), keyEnv(table), limits(table), models);
        if (api.isEmpty() && (table.has("base_url") || table.has("key_env"))) {
            throw table.wrong("api", "is missing; expected " + apis());
        }
        return provider;
    }

    private static Optional<String> keyEnv(TomlTable table) {
        Optional<String> name = table.text("key_env");
        if (name.isPresent() && !name.get().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw table.wrong(
                    "key_env",
                    "expected the name of a variable, such as CORP_KEY, and not the key itself");
        }
        return name;
    }

    private static NamedProvider.Api api(TomlTable table, String word) {
        for (NamedProvider.Api api : NamedProvider.Api.values()) {
            if (api.word().equals(word)) {
                return api;
            }
        }
        throw table.wrong("api", "expected %s, got '%s'".formatted(apis(), word));
    }

    private static String apis() {
        return Arrays.stream(NamedProvider.Api.values())
                .map(NamedProvider.Api::word)
                .collect(Collectors.joining(", "));
    }

    private static NamedProvider.Model model(TomlTable table, Optional<LocalDate> date) {
        table.allow(MODEL);
        boolean priced = PRICE.stream().anyMatch(table::has);
        return new NamedProvider.Model(
                limits(table), priced ? Optional.of(price(table, date)) : Optional.empty());
    }

    private static CallLimits limits(TomlTable table) {
        return new CallLimits(
                table.count("rpm", 1),
                table.whole("tpm", 1, Long.MAX_VALUE / 1_000_000),
                table.count("max_connections", 1));
    }

    private static RetrySettings retries(TomlTable table) {
        table.allow(RETRIES);
        return new RetrySettings(
                table.whole("most", 0, 100).stream().mapToInt(most -> (int) most).findFirst(),
                seconds(table, "first_wait"),
                seconds(table, "longest_wait"),
                seconds(table, "within"));
    }

    private static Optional<Duration> seconds(TomlTable table, String key) {
        OptionalDouble seconds = table.number(key, 0.001, 86_400);
        return seconds.isPresent()
                ? Optional.of(Duration.ofMillis(Math.round(seconds.getAsDouble() * 1000)))
                : Optional.empty();
    }

    /// A table of prices, or the file that holds one.
    private static Map<String, Price> prices(TomlTable top) {
        if (!top.isText("prices")) {
            return top.table("prices").map(ConfigFileReader::pricesOf).orElse(Map.of());
        }
        Path file = top.file().resolveSibling(top.text("prices").orElseThrow());
        return prices(file);
    }

    /// Reads a file of prices.
    ///
    /// @throws KbenchException if something in it is wrong: file, line, key, and what was expected
    static Map<String, Price> prices(Path file) {
        return pricesOf(TomlTable.read(file));
    }

    private static Map<String, Price> pricesOf(TomlTable table) {
        table.allow(PRICES);
        Optional<LocalDate> date = date(table, "date");
        if (date.isEmpty()) {
            throw table.wrong(
                    "date", "is missing; expected the day of these prices, such as 2026-11-01");
        }
        Map<String, Price> prices = new LinkedHashMap<>();
        table.tables("models")
                .forEach(
                        (model, inner) -> {
                            inner.allow(PRICE);
                            prices.put(model, price(inner, date));
                        });
        return prices;
    }

    private static Price price(TomlTable table, Optional<LocalDate> date) {
        return new Price(
                dollars(table, "input")
                        .orElseThrow(() -> table.wrong("input", "is missing" + DOLLARS)),
                dollars(table, "cached"),
                dollars(table, "output")
                        .orElseThrow(() -> table.wrong("output", "is missing" + DOLLARS)),
                dollars(table, "reasoning"),
                date);
    }

    private static final String DOLLARS = "; expected dollars a million tokens, such as 0.15";

    private static OptionalDouble dollars(TomlTable table, String key) {
        return table.number(key, 0, 1_000_000);
    }

    private static Optional<LocalDate> date(TomlTable table, String key) {
        String text = table.date(key);
        if (!table.has(key)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            throw table.wrong(key, "expected a day such as 2026-11-01, got '%s'".formatted(text));
        }
    }
}
