package dev.kbench.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.key.KbenchException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

class ConfigFileTest {
    @TempDir Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private ConfigFile read(String text) throws IOException {
        return ConfigFileReader.read(write("kbench.toml", text));
    }

    @Test
    void saysAllThereIs() throws IOException {
        ConfigFile file =
                read(
                        """
                        default_model = "corp:gpt-x"
                        judge_model = "corp:judge"
                        models = ["corp:gpt-x", "demo/echo"]

                        [retries]
                        most = 2
                        first_wait = 0.5
                        longest_wait = 30
                        within = 120

                        [providers.corp]
                        api = "anthropic"
                        base_url = "https://llm.corp.example/v1"
                        key_env = "CORP_KEY"
                        rpm = 60
                        tpm = 100_000
                        max_connections = 8
                        prices_date = 2026-11-01

                        [providers.corp.models."gpt-x"]
                        rpm = 10
                        input = 0.15
                        output = 0.6
                        cached = 0.075

                        [prices]
                        date = "2026-10-31"

                        [prices.models."google/gemini-2.5-flash"]
                        input = 0.3
                        output = 2.5
                        reasoning = 3
                        """);

        assertThat(file.values())
                .isEqualTo(
                        Map.of(
                                "LLM_DEFAULT", "corp:gpt-x",
                                "LLM_DEFAULT_JUDGE", "corp:judge",
                                "LLMS_AVAILABLE", "corp:gpt-x,demo/echo"));
        assertThat(file.retries())
                .isEqualTo(
                        new RetrySettings(
                                OptionalInt.of(2),
                                Optional.of(Duration.ofMillis(500)),
                                Optional.of(Duration.ofSeconds(30)),
                                Optional.of(Duration.ofMinutes(2))));
        assertThat(file.providers())
                .isEqualTo(
                        Map.of(
                                "corp",
                                new NamedProvider(
                                        "corp",
                                        Optional.of(NamedProvider.Api.ANTHROPIC),
                                        Optional.of("https://llm.corp.example/v1"),
                                        Optional.of("CORP_KEY"),
                                        new CallLimits(
                                                OptionalInt.of(60),
                                                OptionalLong.of(100_000),
                                                OptionalInt.of(8)),
                                        Map.of(
                                                "gpt-x",
                                                new NamedProvider.Model(
                                                        new CallLimits(
                                                                OptionalInt.of(10),
                                                                OptionalLong.empty(),
                                                                OptionalInt.empty()),
                                                        Optional.of(
                                                                new Price(
                                                                        0.15,
                                                                        OptionalDouble.of(0.075),
                                                                        0.6,
                                                                        OptionalDouble.empty(),
                                                                        Optional.of(
                                                                                LocalDate.of(
                                                                                        2026, 11,
                                                                                        1)))))))));
        assertThat(file.prices().get("google/gemini-2.5-flash"))
                .isEqualTo(
                        new Price(
                                0.3,
                                OptionalDouble.empty(),
                                2.5,
                                OptionalDouble.of(3),
                                Optional.of(LocalDate.of(2026, 10, 31))));
        assertThat(file.providerOf("corp:gpt-x")).isPresent();
        assertThat(file.providerOf("other:gpt-x")).isEmpty();
        assertThat(file.providerOf("gpt-x")).isEmpty();
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "api = \"opnai\" | 3 | api | expected openai, responses, genai, anthropic, got"
                            + " 'opnai'",
                    "api = 5 | 3 | api | expected a text between quotes, got 5",
                    "rpm = 0 | 3 | rpm | expected a whole number from 1 to 2147483647, got 0",
                    "rpm = 1.5 | 3 | rpm | expected a whole number from 1 to 2147483647, got 1.5",
                    "tpm = \"many\" | 3 | tpm | expected a whole number from 1 to 9223372036854,"
                            + " got a text",
                    "base_url = \" \" | 3 | base_url | expected a text between quotes, got an empty"
                            + " text",
                    "key_env = \"sk-secret-value\" | 3 | key_env | expected the name of a variable,"
                            + " such as CORP_KEY, and not the key itself",
                    "key = \"sk-secret-value\" | 3 | key | keys do not stand in this file; name the"
                            + " variable that holds it: key_env = \"CORP_KEY\"",
                    "base_urll = \"x\" | 3 | base_urll | expected api, base_url, key_env,"
                            + " max_connections, models, prices_date, rpm or tpm, not this key",
                    "key_env = \"A\" | 2 | api | is missing; expected openai, responses, genai,"
                            + " anthropic",
                    "prices_date = \"soon\" | 3 | prices_date | expected a day such as 2026-11-01,"
                            + " got 'soon'",
                    "models.\"a.b\".input = 1 | 3 | models.a.b.output | is missing; expected"
                            + " dollars a million tokens, such as 0.15",
                    "models.\"a.b\".input = -1 | 3 | models.a.b.input | expected a number from 0 to"
                            + " 1000000, got -1",
                })
        void aWrongKeyByFileLineAndName(String line, int number, String key, String expected)
                throws IOException {
            Path file = write("kbench.toml", "# corp\n[providers.corp]\n" + line + "\n");
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> ConfigFileReader.read(file))
                    .withMessage(
                            "%s:%d: providers.corp.%s: %s".formatted(file, number, key, expected))
                    .withMessageNotContaining("sk-secret-value");
        }

        @Test
        void anUnknownTable() throws IOException {
            Path file = write("kbench.toml", "\n[provider.corp]\napi = \"openai\"\n");
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> ConfigFileReader.read(file))
                    .withMessage(
                            file
                                    + ":2: provider: expected default_model, judge_model, models,"
                                    + " prices, providers or retries, not this key");
        }

        @Test
        void whatIsNoToml() throws IOException {
            Path file = write("kbench.toml", "[providers.corp]\napi = openai\n");
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> ConfigFileReader.read(file))
                    .withMessageStartingWith(file + ":2: no TOML: ");
        }

        @Test
        void pricesWithoutADay() throws IOException {
            Path file = write("prices.toml", "[models.a]\ninput = 1\noutput = 2\n");
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> ConfigFileReader.prices(file))
                    .withMessage(
                            file
                                    + ":1: date: is missing; expected the day of these prices, such"
                                    + " as 2026-11-01");
        }

        @Test
        void whatIsNoText() throws IOException {
            Path file = folder.resolve("kbench.toml");
            Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
            assertThatExceptionOfType(KbenchException.class)
                    .isThrownBy(() -> ConfigFileReader.read(file))
                    .withMessage(file + " is not UTF-8 text; save it as UTF-8 or remove it");
        }
    }

    @Nested
    class OfSettings {
        private static final String PROVIDER = "[providers.%s]\napi = \"openai\"\nrpm = %d\n";

        @Test
        void comeAfterTheEnvironmentAndDotEnv() throws IOException {
            write("kbench.toml", "default_model = \"a\"\njudge_model = \"b\"\nmodels = \"c, d\"\n");
            write(".env", "LLM_DEFAULT_JUDGE=from-env-file\n");
            Settings settings = Settings.load(Map.of("LLM_DEFAULT", "from-env"), folder);

            assertThat(settings.get("LLM_DEFAULT")).contains("from-env");
            assertThat(settings.get("LLM_DEFAULT_JUDGE")).contains("from-env-file");
            assertThat(settings.list("LLMS_AVAILABLE")).containsExactly("c", "d");
        }

        @Test
        void areTheWorkingFoldersFirstAndThenTheUsers() throws IOException {
            write("work/kbench.toml", PROVIDER.formatted("corp", 1));
            write(
                    "home/.config/kbench/kbench.toml",
                    PROVIDER.formatted("corp", 2) + PROVIDER.formatted("own", 3));
            Settings settings =
                    Settings.load(
                            Map.of("HOME", folder.resolve("home").toString()),
                            folder.resolve("work"));

            assertThat(settings.toml().providers().keySet()).containsExactly("corp", "own");
            assertThat(settings.toml().providers().get("corp").limits().rpm()).hasValue(1);
        }

        @Test
        void findTheUsersFileWhereTheDesktopKeepsThem() throws IOException {
            write("xdg/kbench/kbench.toml", PROVIDER.formatted("corp", 2));
            Settings settings =
                    Settings.load(
                            Map.of(
                                    "HOME",
                                    "/nowhere",
                                    "XDG_CONFIG_HOME",
                                    folder.resolve("xdg").toString()),
                            folder);
            assertThat(settings.toml().providers()).containsOnlyKeys("corp");
        }

        @Test
        void takePricesFromAFileOfTheirOwn() throws IOException {
            write("kbench.toml", "prices = \"prices/today.toml\"\n");
            write("prices/today.toml", "date = 2026-11-01\n[models.a]\ninput = 1\noutput = 2\n");
            assertThat(Settings.load(Map.of(), folder).toml().prices()).containsOnlyKeys("a");

            write("mine.toml", "date = 2026-11-02\n[models.a]\ninput = 3\noutput = 2\n");
            assertThat(
                            Settings.load(Map.of("KBENCH_PRICES", "mine.toml"), folder)
                                    .toml()
                                    .prices()
                                    .get("a")
                                    .input())
                    .isEqualTo(3);
        }
    }
}
