package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.CallLimits;
import dev.kbench.config.Settings;
import dev.kbench.event.Usage;
import dev.kbench.key.KbenchException;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.CallPolicy;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelInterceptor.Stage;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

class CallLayersTest {
    @TempDir Path folder;

    private Settings settings(String toml, Map<String, String> environment) throws IOException {
        Files.writeString(folder.resolve("kbench.toml"), toml);
        return Settings.load(environment, folder);
    }

    private static Connection connection(String id, String wireModel) {
        ScriptedClient client = ScriptedClient.replying("a");
        return new Connection(ModelRef.of(id, "openai"), wireModel, client, "");
    }

    private static List<Stage> stages(List<ModelInterceptor> layers) {
        return layers.stream().map(ModelInterceptor::stage).toList();
    }

    @Test
    void areRetriesAndALimitAndAPriceWhereThereIsOne() throws IOException {
        CallLayers layers =
                CallLayers.of(
                        settings(
                                """
                                [providers.corp]
                                api = "openai"
                                [providers.corp.models.x]
                                input = 1
                                output = 2
                                [prices]
                                date = 2026-11-01
                                [prices.models."vendor/y"]
                                input = 1
                                output = 2
                                """,
                                Map.of()));

        assertThat(stages(layers.around(connection("corp:x", "x"), CallPolicy.NONE)))
                .containsExactly(Stage.RETRY, Stage.LIMIT, Stage.BUDGET);
        assertThat(stages(layers.around(connection("vendor/y", "y"), CallPolicy.NONE)))
                .containsExactly(Stage.RETRY, Stage.LIMIT, Stage.BUDGET);
        assertThat(stages(layers.around(connection("corp:z", "z"), CallPolicy.NONE)))
                .containsExactly(Stage.RETRY, Stage.LIMIT);
    }

    @Test
    void aPriceIsOnTheAnswer() throws IOException {
        CallLayers layers =
                CallLayers.of(
                        settings(
                                "[prices]\ndate = 2026-11-01\n[prices.models.m]\ninput = 1\n"
                                        + "output = 2\n",
                                Map.of()));
        Connection connection = connection("m", "m");
        Llm llm = new Llm(connection, layers.around(connection, CallPolicy.NONE));
        llm.prompt("x");
        assertThat(dev.kbench.chat.Chats.current().usage().costNanodollars())
                .hasValue(10 * 1_000 + 2_000);
    }

    @Test
    void codeSaysMoreThanAVariableAndAVariableMoreThanTheFile() throws IOException {
        Settings settings = settings("[retries]\nmost = 3\n", Map.of());
        assertThat(sent(settings, CallPolicy.NONE)).isEqualTo(4);
        assertThat(sent(settings.with(Map.of("KBENCH_RETRIES", "2")), CallPolicy.NONE))
                .isEqualTo(3);
        assertThat(
                        sent(
                                settings.with(Map.of("KBENCH_RETRIES", "2")),
                                new CallPolicy(OptionalInt.of(0), CallLimits.NONE)))
                .isEqualTo(1);
    }

    /// How often a request is sent that never succeeds.
    private static int sent(Settings settings, CallPolicy policy) {
        ScriptedClient client =
                new ScriptedClient(
                        Capabilities.BASIC,
                        _ -> {
                            throw new RetryableProviderException(
                                    Trouble.UNAVAILABLE,
                                    "m",
                                    503,
                                    "m is down",
                                    Duration.ZERO,
                                    null);
                        });
        Llm llm =
                new Llm(
                        client.connection(),
                        CallLayers.of(settings).around(client.connection(), policy));
        assertThatExceptionOfType(RetryableProviderException.class)
                .isThrownBy(() -> llm.prompt("x"));
        return client.calls().size();
    }

    @Test
    void refuseASettingThatIsNoNumber() {
        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> CallLayers.of(Settings.of(Map.of("KBENCH_RETRIES", "many"))))
                .withMessage("KBENCH_RETRIES: expected a whole number from 0 to 100, got 'many'");
        assertThatExceptionOfType(KbenchException.class)
                .isThrownBy(() -> CallLayers.of(Settings.of(Map.of("KBENCH_RETRY_SECONDS", "0"))))
                .withMessage(
                        "KBENCH_RETRY_SECONDS: expected a whole number from 1 to 86400, got '0'");
    }

    @Test
    void anAnswerOfUnknownPriceHasNone() {
        ModelResponse answer = ModelResponse.of("a", Usage.ofTokens(1, 1));
        assertThat(answer.usage().costNanodollars()).isEmpty();
    }
}
