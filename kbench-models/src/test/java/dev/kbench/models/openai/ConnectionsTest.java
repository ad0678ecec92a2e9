package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.connect.ProxyProvider;
import dev.kbench.models.connect.ServerProvider;
import dev.kbench.models.demo.DemoProvider;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.ModelTable;
import dev.kbench.models.wire.Protocol;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class ConnectionsTest {
    private static final Settings PROXY =
            Settings.of(Map.of("MODEL_PROXY_URL", "http://p.example", "MODEL_PROXY_API_KEY", "k"));
    private static final Settings SERVER =
            Settings.of(Map.of("OPENAI_BASE_URL", "http://s.example:11434/v1"));
    private static final Settings BOTH =
            PROXY.with(Map.of("OPENAI_BASE_URL", "http://s.example:11434/v1"));

    private static String who(String id, Settings settings) {
        return List.of(new DemoProvider(), new ProxyProvider(), new ServerProvider()).stream()
                .filter(provider -> provider.serves(id, settings))
                .map(ModelProvider::name)
                .toList()
                .toString();
    }

    @ParameterizedTest
    @CsvSource({
        "google/gemini-2.5-flash, [proxy], [openai], [proxy], []",
        "qwen3, [proxy], [openai], [openai], []",
        "qwen3:8b, [proxy], [openai], [openai], []",
        "openai:qwen3, [openai], [openai], [openai], [openai]",
        "openai:vendor/model, [openai], [openai], [openai], [openai]",
        "demo/echo, [demo], [demo], [demo], [demo]",
        "local/smollm2, [], [], [], []",
        "gguf:/a/b.gguf, [], [], [], []",
        "' ', [], [], [], []",
    })
    void eachIdHasOneProvider(
            String id, String withProxy, String withServer, String withBoth, String withNone) {
        assertThat(who(id, PROXY)).isEqualTo(withProxy);
        assertThat(who(id, SERVER)).isEqualTo(withServer);
        assertThat(who(id, BOTH)).isEqualTo(withBoth);
        assertThat(who(id, Settings.of(Map.of()))).isEqualTo(withNone);
    }

    @Test
    void theServiceLoaderFindsAll() {
        try (Models models = Models.load(Settings.of(Map.of()), ModelLayers.NONE, Progress.NONE)) {
            assertThat(models.known().keySet())
                    .containsExactly(
                            "configured",
                            "demo",
                            "anthropic",
                            "genai",
                            "responses",
                            "proxy",
                            "openai");
        }
    }

    @Test
    void knownModelsAreThoseOfTheSettingsOnceEach() {
        Settings settings =
                BOTH.with(
                        Map.of(
                                "LLM_DEFAULT", "google/a",
                                "LLM_DEFAULT_EVAL", "openai:b",
                                "LLMS_AVAILABLE", "google/a, qwen3, demo/echo, x/c"));
        try (Models models =
                new Models(
                        settings,
                        List.of(new ServerProvider(), new ProxyProvider(), new DemoProvider()),
                        List.of(),
                        Progress.NONE)) {
            assertThat(models.known())
                    .containsExactly(
                            Map.entry(
                                    "demo",
                                    List.of(
                                            "demo/echo",
                                            "demo/calculator",
                                            "demo/wrong",
                                            "demo/babble",
                                            "demo/coder",
                                            "demo/player",
                                            "demo/caller")),
                            Map.entry("proxy", List.of("google/a", "x/c")),
                            Map.entry("openai", List.of("openai:b", "qwen3")));
        }
    }

    @Nested
    class References {
        @Test
        void nameTheProxysApi() {
            try (var client = Connections.ofProxy("v/m", PROXY, Given.NOTHING).client()) {
                assertThat(client).isNotNull();
            }
            Connection connection = Connections.ofProxy("v/m", PROXY, Given.NOTHING);
            assertThat(connection.ref().toString())
                    .isEqualTo("ModelRef[id=v/m, provider=proxy, settings={api=openai}]");
            connection.client().close();
        }

        @Test
        void nameTheServersHostAndTheWiresModel() {
            Connection connection =
                    new ServerProvider().connect("openai:qwen3", SERVER, Progress.NONE);
            assertThat(connection.ref().toString())
                    .isEqualTo(
                            "ModelRef[id=openai:qwen3, provider=openai,"
                                    + " settings={host=s.example:11434}]");
            assertThat(connection.wireModel()).isEqualTo("qwen3");
            assertThat(connection.note()).isEmpty();
            connection.client().close();
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @CsvSource({
            "/models, /models/openapi/chat/completions",
            "/models/openapi, /models/openapi/chat/completions",
            "/models/openapi/, /models/openapi/chat/completions",
            "/models/genai, /models/openapi/chat/completions",
            "'', /openapi/chat/completions",
            "//, /openapi/chat/completions",
            "/models/openapi/chat/completions, /models/openapi/chat/completions",
            "/models/chat/completions//, /models/openapi/chat/completions",
            "/models/genai?zone=a, /models/openapi/chat/completions?zone=a",
            "/models/openapis, /models/openapis/openapi/chat/completions",
        })
        void ofTheProxy(String path, String expected) throws Exception {
            try (ScriptedServer server =
                    ScriptedServer.start(ScriptedServer.answeringJson(Answers.OK))) {
                Settings settings =
                        Settings.of(
                                Map.of(
                                        "MODEL_PROXY_URL",
                                        "http://127.0.0.1:" + server.port() + path,
                                        "MODEL_PROXY_API_KEY",
                                        Answers.KEY));
                try (var client = Connections.ofProxy("v/m", settings, Given.NOTHING).client()) {
                    client.send(Calls.outside(Answers.request()), ChunkSink.NONE);
                }
                ScriptedServer.Request request = server.requests().getFirst();
                assertThat(request.line()).isEqualTo("POST " + expected + " HTTP/1.1");
                assertThat(request.header("Authorization")).isEqualTo("Bearer " + Answers.KEY);
                assertThat(request.header("Content-Type")).isEqualTo("application/json");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "'', /chat/completions",
            "///, /chat/completions",
            "/v1, /v1/chat/completions",
            "/v1//, /v1/chat/completions",
            "/v1/chat/completions, /v1/chat/completions",
            "/v1/chat/completions/, /v1/chat/completions",
            "/chat/completions, /chat/completions",
            "/v1/?api-version=1, /v1/chat/completions?api-version=1",
            "/v1/chat/completions?api-version=1#x, /v1/chat/completions?api-version=1",
            "/a%2Fb/v1, /a%2Fb/v1/chat/completions",
        })
        void ofAServer(String path, String expected) throws Exception {
            try (ScriptedServer server =
                    ScriptedServer.start(ScriptedServer.answeringJson(Answers.OK))) {
                String base = "http://127.0.0.1:" + server.port() + path;
                Answers.send(Settings.of(Map.of("OPENAI_BASE_URL", base)), Answers.request());
                ScriptedServer.Request request = server.requests().getFirst();
                assertThat(request.line()).isEqualTo("POST " + expected + " HTTP/1.1");
                assertThat(request.header("Authorization")).isEmpty();
            }
        }
    }

    @Nested
    class Refusals {
        private static void refused(Map<String, String> settings, String message) {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(
                            () ->
                                    new ServerProvider()
                                            .connect(
                                                    "openai:m",
                                                    Settings.of(settings),
                                                    Progress.NONE))
                    .withMessage(message)
                    .satisfies(
                            e ->
                                    assertThat(e.trouble())
                                            .isEqualTo(
                                                    ModelProviderException.Trouble.MISCONFIGURED));
        }

        @Test
        void nothingIsSet() {
            refused(
                    Map.of(),
                    "openai:m: OpenAI's own server needs OPENAI_API_KEY, any other one"
                        + " OPENAI_BASE_URL; run kbench init, or set one of them in the environment"
                        + " or a .env file");
        }

        @ParameterizedTest
        @CsvSource({
            "localhost:11434/v1, one without http://",
            "localhost, one without http://",
            "//h/v1, one without http://",
            "ftp://h/v1, the scheme ftp",
            "http:///v1, one without a host",
            "https://u:p@h/v1, one with a user or password; set the key instead",
            "http://my_host:1/v1, one whose host cannot be read",
            "http://h:99999/v1, the port 99999",
            "http://h:0/v1, the port 0",
            "http://h/a b, one that cannot be read: Illegal character in path",
        })
        void addressesThatAreNone(String url, String got) {
            refused(
                    Map.of("OPENAI_BASE_URL", url),
                    "openai:m: OPENAI_BASE_URL: expected an address such as"
                            + " http://localhost:11434/v1, got "
                            + got);
        }

        @Test
        void aKeyThatNoHeaderCarries() {
            refused(
                    Map.of("OPENAI_API_KEY", "sk-se\ncret"),
                    "openai:m: OPENAI_API_KEY: expected a key of letters, digits and signs, got one"
                            + " with another character at position 6");
        }

        @Test
        void aProxyWithoutItsKey() {
            assertThatExceptionOfType(PermanentProviderException.class)
                    .isThrownBy(
                            () ->
                                    new ProxyProvider()
                                            .connect(
                                                    "v/m",
                                                    Settings.of(
                                                            Map.of("MODEL_PROXY_URL", "http://p")),
                                                    Progress.NONE))
                    .withMessage(
                            "v/m: the Kaggle Model Proxy needs MODEL_PROXY_API_KEY; run kbench"
                                    + " init, or set what is missing in the environment or a .env"
                                    + " file");
        }
    }

    @Nested
    class Traits {
        @ParameterizedTest
        @CsvSource({
            "qwen3, true, true",
            "google/gemini-2.5-flash, true, false",
            "openai/gpt-4.1, true, true",
            "openai/gpt-5.4-pro-preview, false, false",
            "gpt-5-mini, false, true",
            "gpt-5-chat-latest, true, true",
            "o3-mini, false, true",
            "openai/o1, false, true",
            "olmo-2, true, true",
            "xai/grok-4, true, true",
            "xai/grok-4-fast, true, true",
            "xai/grok-3.9, true, true",
            "xai/grok-4.5, true, false",
            "xai/grok-4.20, true, false",
            "xai/grok-5, true, false",
            "xai/grok-code-fast-1, true, true",
            "GOOGLE/GEMINI-I, true, false",
        })
        void areToldByTheName(String model, boolean temperature, boolean seed) {
            assertThat(
                            ModelTable.of(Protocol.OPENAI, model, true)
                                    .capabilities()
                                    .takes(Feature.TEMPERATURE))
                    .isEqualTo(temperature);
            assertThat(
                            ModelTable.of(Protocol.OPENAI, model, true)
                                    .capabilities()
                                    .takes(Feature.SEED))
                    .isEqualTo(seed);
        }
    }
}
