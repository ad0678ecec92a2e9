package dev.kbench.models.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.Settings;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.demo.DemoProvider;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.openai.Answers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class ServerModelsTest {
    private static final Duration MOST = Duration.ofSeconds(60);

    private static Catalog server(Settings settings) {
        return new ServerProvider().catalogs(settings).getFirst();
    }

    private static Catalog proxy(Settings settings) {
        return new ProxyProvider().catalogs(settings).getFirst();
    }

    private static List<String> ids(String body) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(ScriptedServer.answeringJson(body))) {
            return server(Answers.settings(server.url())).ids(MOST);
        }
    }

    private static void refused(
            ScriptedServer.Script script, Duration most, Trouble trouble, String message) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            refused(server(Answers.settings(server.url())), most, trouble, message);
        }
    }

    private static void refused(Catalog catalog, Duration most, Trouble trouble, String message) {
        assertThatExceptionOfType(ModelProviderException.class)
                .isThrownBy(() -> catalog.ids(most))
                .satisfies(
                        e -> {
                            assertThat(Answers.text(e)).isEqualTo(message);
                            assertThat(e.trouble()).isEqualTo(trouble);
                            assertThat(e).message().doesNotContain(Answers.KEY);
                        });
    }

    @Test
    void theServerIsAskedWithItsKey() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(ScriptedServer.answeringJson("{\"data\":[{\"id\":\"a\"}]}"))) {
            assertThat(server(Answers.settings(server.url() + "/chat/completions/")).ids(MOST))
                    .containsExactly("a");
            ScriptedServer.Request request = server.requests().getFirst();
            assertThat(request.line()).isEqualTo("GET /v1/models HTTP/1.1");
            assertThat(request.header("Authorization")).isEqualTo("Bearer " + Answers.KEY);
        }
    }

    @Test
    void theProxyIsAskedByItsOpenAiInterface() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(
                        ScriptedServer.answeringJson("{\"data\":[{\"id\":\"v/m\"}]}"))) {
            Settings settings =
                    Settings.of(
                            Map.of(
                                    "MODEL_PROXY_URL",
                                    "http://127.0.0.1:" + server.port() + "/models/genai",
                                    "MODEL_PROXY_API_KEY",
                                    Answers.KEY));
            assertThat(proxy(settings).ids(MOST)).containsExactly("v/m");
            assertThat(server.requests().getFirst().line())
                    .isEqualTo("GET /models/openapi/models HTTP/1.1");
        }
    }

    @Test
    void idsAreReadLenientlyAndOnceEach() throws Exception {
        assertThat(
                        ids(
                                """
                                {"object": "list", "x": [{"id": "no"}], "data": [
                                  {"id": "a", "owned_by": {"id": "no"}}, {"id": "a"}, {"id": " "},
                                  {"id": 7}, {"name": "no"}, "no", [{"id": "no"}], null,
                                  {"object": "model", "id": "b:8\\u001b[2J"}], "error": null}
                                """))
                .containsExactly("a", "b:8\u001b[2J");
        assertThat(ids("{\"data\": []}")).isEmpty();
    }

    @Test
    void idsAreSuchThatTheyNameThisServersModels() throws Exception {
        assertThat(ids("{\"data\":[{\"id\":\"local/x\"},{\"id\":\"v/m\"},{\"id\":\"openai:m\"}]}"))
                .containsExactly("openai:local/x", "v/m", "openai:openai:m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401|KEY_REFUSED|401, the key was refused: \"no [key]\"; check OPENAI_API_KEY",
                "403|KEY_REFUSED|403, access was refused: \"no [key]\"; check that the key in"
                        + " OPENAI_API_KEY may list models",
                "404|MODEL_UNKNOWN|404, no such address: \"no [key]\"; check the base URL, which"
                        + " mostly ends in /v1; a server that has no list can be asked for a model:"
                        + " kbench models M",
                "405|REQUEST_REFUSED|405, the request was refused: \"no [key]\"; the server may"
                        + " have no list; ask it for a model: kbench models M",
                "500|UNAVAILABLE|500, the server failed or is overloaded: \"no [key]\"; try again",
            })
    void aStatusIsTold(int status, Trouble trouble, String got) {
        refused(
                ScriptedServer.answering(
                        status, "application/json", "{\"error\":\"no " + Answers.KEY + "\"}"),
                MOST,
                trouble,
                "OpenAI-compatible server at URL: expected a list of models, got " + got);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>|200 with a body that is not JSON: \"<html>\"",
                "[]|200 with JSON that is no object: \"[]\"",
                "{\"data\":{}}|200 with JSON without a list: \"{\"data\":{}}\"",
                "{\"error\":\"down\"}|200 with an error in place of a list: \"down\"",
            })
    void aBodyThatIsNoListIsTold(String body, String got) {
        refused(
                ScriptedServer.answeringJson(body),
                MOST,
                Trouble.ANSWER_UNREADABLE,
                "OpenAI-compatible server at URL: expected a list of models, got "
                        + got
                        + "; check the base URL: it is the address before /chat/completions and"
                        + " mostly ends in /v1");
    }

    @Test
    void aSilentServerIsTold() {
        refused(
                ScriptedServer.silent(),
                Duration.ofMillis(100),
                Trouble.TIMED_OUT,
                "OpenAI-compatible server at URL: expected a list of models, got none within 0 s;"
                        + " check that the server runs, or ask it for a model: kbench models M");
    }

    @Test
    void wrongSettingsAreToldWhenAsked() {
        refused(
                server(Settings.of(Map.of("OPENAI_BASE_URL", "localhost:1"))),
                MOST,
                Trouble.MISCONFIGURED,
                "OpenAI-compatible server: OPENAI_BASE_URL: expected an address such as"
                        + " http://localhost:11434/v1, got one without http://");
        refused(
                server(Answers.settings("http://127.0.0.1:1/v1").with(Map.of("HTTP_PROXY", "::"))),
                MOST,
                Trouble.MISCONFIGURED,
                "OpenAI-compatible server: HTTP_PROXY: expected http://host:port, got an address"
                        + " without a host");
        refused(
                proxy(Settings.of(Map.of("MODEL_PROXY_URL", "http://h"))),
                MOST,
                Trouble.MISCONFIGURED,
                "Kaggle Model Proxy: the Kaggle Model Proxy needs MODEL_PROXY_API_KEY; run kbench"
                        + " init, or set what is missing in the environment or a .env file");
    }

    @Test
    void onlyServersWithoutAModelAreBeside() {
        Settings both =
                Settings.of(Map.of("OPENAI_BASE_URL", "http://h", "MODEL_PROXY_URL", "http://h"));
        try (Models models =
                new Models(
                        both,
                        List.<ModelProvider>of(
                                new DemoProvider(), new ServerProvider(), new ProxyProvider()),
                        List.of(),
                        Progress.NONE)) {
            assertThat(models.catalogsBeside(List.of()))
                    .extracting(Catalog::server)
                    .containsExactly("Kaggle Model Proxy", "OpenAI-compatible server");
            assertThat(models.catalogsBeside(List.of("demo/echo", "v/m", "nonsense:m"))).isEmpty();
            assertThat(models.catalogsBeside(List.of("v/m"))).hasSize(1);
        }
        assertThat(new ServerProvider().catalogs(Settings.of(Map.of()))).isEmpty();
        assertThat(new ProxyProvider().catalogs(Settings.of(Map.of("OPENAI_API_KEY", "k"))))
                .isEmpty();
    }
}
