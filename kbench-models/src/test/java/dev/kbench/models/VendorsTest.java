package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.Kbench;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.config.Settings;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.models.connect.AnthropicProvider;
import dev.kbench.models.connect.GenAiProvider;
import dev.kbench.models.connect.ResponsesProvider;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Addresses;
import dev.kbench.models.wire.Protocol;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Every vendor's models as a user has them: by id, by facade, streamed, thinking.
class VendorsTest {
    private static <T> T with(Settings settings, Callable<T> body) throws Exception {
        try (Workspace workspace =
                Workspace.open(
                        settings.with(Map.of("KBENCH_EXECUTION_MODE", "testing")),
                        Path.of(""),
                        Overrides.NONE,
                        Progress.NONE)) {
            return workspace.call(body);
        }
    }

    private static Llm model(Speech speech) {
        return switch (speech) {
            case OPENAI -> OpenAiCompatible.model(speech.model());
            case RESPONSES -> OpenAi.model(speech.model());
            case GENAI -> GenAi.model(speech.model());
            case ANTHROPIC -> Anthropic.model(speech.model());
        };
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsIdAndByItsFacade(Speech speech) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(speech.answering("fine"))) {
            with(
                    Speech.settings(server.url()),
                    () -> {
                        assertThat(Kbench.llm(speech.id()).prompt("Hi")).isEqualTo("fine");
                        assertThat(model(speech).prompt("Hi")).isEqualTo("fine");
                        return "";
                    });
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getFirst().headers().toString()).contains(Speech.KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isHeardPieceByPiece(Speech speech) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(speech.answering("fine"))) {
            List<String> heard = new ArrayList<>();
            Message reply =
                    with(
                            Speech.settings(server.url()),
                            () -> {
                                Llm llm = model(speech);
                                llm.prompt("Hi", with -> with.onChunk(heard::add));
                                llm.streaming(true).prompt("Again");
                                return Chats.current().messages().getLast();
                            });
            assertThat(String.join("", heard)).isEqualTo("fine");
            assertThat(reply.text()).isEqualTo("fine");
            assertThat(reply.details().usage().timeToFirstToken())
                    .hasValueSatisfying(time -> assertThat(time).isPositive());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RESPONSES, responses/thoughts.answer, Fifteen times seventeen.",
        "GENAI, genai/thoughts.answer, Fifteen times seventeen is 255.",
        "ANTHROPIC, anthropic/thoughts.answer, Fifteen times seventeen is 255."
    })
    void thoughtsAreTheLastReasoningTraces(Speech speech, String answer, String thought)
            throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(ScriptedServer.answeringJson(Golden.text(answer)))) {
            with(
                    Speech.settings(server.url()),
                    () -> {
                        Llm llm = model(speech);
                        ChatScope talk = Chats.open("talk");
                        assertThat(Kbench.lastReasoningTraces()).isEmpty();
                        assertThat(llm.prompt("15 * 17?", w -> w.reasoning(Reasoning.LOW)))
                                .isEqualTo("255");
                        assertThat(Kbench.lastReasoningTraces().orElseThrow()).startsWith(thought);
                        Kbench.user().send("Nothing to think of.");
                        assertThat(Kbench.lastReasoningTraces()).isPresent();
                        llm.prompt("Sure?", w -> w.reasoning(Reasoning.LOW));
                        talk.close();
                        return "";
                    });
            assertThat(server.requests().getLast().body())
                    .as("what goes back")
                    .containsPattern("gAAA|EqQB|c2ln");
        }
    }

    @Test
    void theProxySpeaksGooglesWayToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Speech.GENAI.answering("fine"))) {
            String answer =
                    with(
                            Settings.of(
                                    Map.of(
                                            "MODEL_PROXY_URL",
                                            server.url() + "/openapi",
                                            "MODEL_PROXY_API_KEY",
                                            Speech.KEY)),
                            () ->
                                    ModelProxy.model(
                                                    "google/gemini-2.5-flash",
                                                    with -> with.api(Api.GENAI))
                                            .prompt("Hi"));
            assertThat(answer).isEqualTo("fine");
            ScriptedServer.Request request = server.requests().getFirst();
            assertThat(request.line())
                    .isEqualTo(
                            "POST /v1/genai/v1/models/google/gemini-2.5-flash:generateContent"
                                    + " HTTP/1.1");
            assertThat(request.header("x-goog-api-key")).isEqualTo(Speech.KEY);
        }
    }

    @Test
    void onlyTheProxyHasSeveralApis() throws Exception {
        with(
                Speech.settings("http://127.0.0.1:1"),
                () -> {
                    assertThatIllegalArgumentException()
                            .isThrownBy(
                                    () -> GenAi.model("gemini-2.5-flash", w -> w.api(Api.OPENAI)))
                            .withMessage(
                                    "api is an option of ModelProxy.model; this server has one API"
                                            + " alone");
                    return "";
                });
    }

    @ParameterizedTest
    @CsvSource({
        "RESPONSES, responses:gpt-4.1: OpenAI's own server needs OPENAI_API_KEY",
        "GENAI, genai:gemini-2.5-flash: Google's own server needs GEMINI_API_KEY or GOOGLE_API_KEY",
        "ANTHROPIC, anthropic:claude-sonnet-4-5: Anthropic's own server needs ANTHROPIC_API_KEY"
    })
    void aMissingKeyIsNamed(Speech speech, String beginning) throws Exception {
        with(
                Settings.of(Map.of()),
                () -> {
                    assertThatExceptionOfType(PermanentProviderException.class)
                            .isThrownBy(() -> Kbench.llm(speech.id()).prompt("Hi"))
                            .withMessageStartingWith(beginning);
                    return "";
                });
    }

    @Test
    void modelsAreListed() throws Exception {
        try (ScriptedServer server =
                ScriptedServer.start(
                        ScriptedServer.answeringJson(
                                """
                                {"models":[{"name":"models/gemini-2.5-flash",
                                "supportedGenerationMethods":["generateContent","countTokens"]},
                                {"name":"models/embedding-1","supportedGenerationMethods":["embedContent"]},
                                {"name":"models/gemini-3-pro"},{"name":7}]}
                                """))) {
            Catalog catalog =
                    new GenAiProvider().catalogs(Speech.settings(server.url())).getFirst();
            assertThat(catalog.ids(Duration.ofSeconds(60)))
                    .containsExactly("genai:gemini-2.5-flash", "genai:gemini-3-pro");
            assertThat(server.requests().getFirst().line())
                    .isEqualTo("GET /v1/models?pageSize=1000 HTTP/1.1");
        }
        try (ScriptedServer server =
                ScriptedServer.start(
                        ScriptedServer.answeringJson(
                                """
                                {"data":[{"type":"model","id":"claude-opus-4-8","display_name":"x"}],
                                "has_more":false}
                                """))) {
            Catalog catalog =
                    new AnthropicProvider().catalogs(Speech.settings(server.url())).getFirst();
            assertThat(catalog.server()).isEqualTo("Anthropic API");
            assertThat(catalog.ids(Duration.ofSeconds(60)))
                    .containsExactly("anthropic:claude-opus-4-8");
            assertThat(server.requests().getFirst().header("anthropic-version"))
                    .isEqualTo("2023-06-01");
        }
        assertThat(new ResponsesProvider().catalogs(Speech.settings("http://a"))).isEmpty();
        assertThat(new GenAiProvider().catalogs(Settings.of(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, /v1/messages",
        "https://api.anthropic.com/v1/, /v1/messages",
        "https://api.anthropic.com/v1/messages, /v1/messages",
        "https://host.example/anthropic, /anthropic/v1/messages"
    })
    void theVersionOfAnAddressMayBeLeftOut(String url, String path) {
        assertThat(
                        Addresses.below(
                                        Addresses.ofServer(Protocol.ANTHROPIC, url, "x"),
                                        "messages")
                                .getPath())
                .isEqualTo(path);
    }

    @Test
    void anAddressKeepsItsQueryBesideAPathsOwn() {
        assertThat(
                        Addresses.below(
                                URI.create("https://h/v1?tenant=7"),
                                "models/m:streamGenerateContent?alt=sse"))
                .hasToString("https://h/v1/models/m:streamGenerateContent?alt=sse&tenant=7");
    }
}
