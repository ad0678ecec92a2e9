package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.config.Settings;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

class FacadeTest {
    private static final String OK =
            "{\"choices\":[{\"message\":{\"content\":\"{\\\"value\\\":"
                    + " 42}\"},\"finish_reason\":\"stop\"}]}";

    private static <T> T with(Map<String, String> settings, Callable<T> body) throws Exception {
        try (Workspace workspace =
                Workspace.open(
                        Settings.of(settings).with(Map.of("KBENCH_EXECUTION_MODE", "testing")),
                        Path.of(""),
                        Overrides.NONE,
                        Progress.NONE)) {
            return workspace.call(body);
        }
    }

    @Test
    void aServerOfTheCodesOwnIsAskedWithItsOwnKey() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answeringJson(OK))) {
            int value =
                    with(
                            Map.of("OPENAI_API_KEY", "of-the-settings"),
                            () -> {
                                Llm llm =
                                        OpenAiCompatible.model(
                                                "qwen3",
                                                with ->
                                                        with.baseUrl(server.url())
                                                                .apiKey("own")
                                                                .takesSeed(false));
                                return llm.prompt(
                                        "6 * 7?", int.class, with -> with.temperature(0.5));
                            });
            assertThat(value).isEqualTo(42);
            ScriptedServer.Request request = server.requests().getFirst();
            assertThat(request.header("Authorization")).isEqualTo("Bearer own");
            assertThat(request.body()).contains("\"temperature\":0.5").doesNotContain("seed");
        }
    }

    @Test
    void aKeyOfTheSettingsStaysWithTheSettingsAddress() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answeringJson(OK))) {
            with(
                    Map.of("OPENAI_API_KEY", "of-the-settings"),
                    () ->
                            OpenAiCompatible.model("m", with -> with.baseUrl(server.url()))
                                    .prompt("x"));
            assertThat(server.requests().getFirst().header("Authorization")).isEmpty();
        }
    }

    @Test
    void theProxyOfTheSettingsIsAsked() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answeringJson(OK))) {
            with(
                    Map.of("MODEL_PROXY_URL", server.url(), "MODEL_PROXY_API_KEY", "k"),
                    () -> ModelProxy.model("google/gemini-2.5-flash").prompt("x"));
            ScriptedServer.Request request = server.requests().getFirst();
            assertThat(request.line()).isEqualTo("POST /v1/openapi/chat/completions HTTP/1.1");
            assertThat(request.body())
                    .isEqualTo(
                            """
                            {"model":"google/gemini-2.5-flash","messages":[{"role":"user","content":"x"}],\
                            "temperature":0.0}\
                            """);
        }
    }

    @Test
    void aProxyThatIsNotConfiguredSaysWhatIsMissing() {
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> with(Map.of(), () -> ModelProxy.model("v/m")))
                .withMessage(
                        "v/m: the Kaggle Model Proxy needs MODEL_PROXY_URL and MODEL_PROXY_API_KEY;"
                                + " run kbench init, or set what is missing in the environment or a"
                                + " .env file");
    }

    @Test
    void optionsRefuseBadAndContradictoryValues() {
        EndpointOptions options = new EndpointOptions(false);
        options.baseUrl("http://a").apiKey("secret").timeout(Duration.ofSeconds(1));
        options.takesSeed(true).takesTemperature(false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.baseUrl("http://b"))
                .withMessage("baseUrl was already set to http://a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.apiKey("other"))
                .withMessage("apiKey was already set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.timeout(Duration.ofSeconds(2)))
                .withMessage("timeout was already set to PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.takesSeed(false))
                .withMessage("takesSeed was already set to true");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.takesTemperature(false))
                .withMessage("takesTemperature was already set to false");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointOptions(false).timeout(Duration.ZERO))
                .withMessage("timeout must be more than zero and at most a day, got PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointOptions(false).apiKey(" "))
                .withMessage(
                        "apiKey must not be blank; leave it out where the server asks for none");
    }

    @Test
    void noTextOfAClientHoldsItsKey() {
        EndpointOptions options = new EndpointOptions(false).baseUrl("http://a").apiKey("secret");
        assertThat(options.given().toString()).doesNotContain("secret");
    }
}
