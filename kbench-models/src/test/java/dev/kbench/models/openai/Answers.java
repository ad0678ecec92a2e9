package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.contract.Calls;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

import org.assertj.core.api.Assertions;

import java.util.Map;
import java.util.OptionalInt;

/// One request to a scripted server, and what becomes of it.
public final class Answers {
    public static final String KEY = "sk-very-secret";
    public static final String OK =
            """
            {"choices":[{"index":0,"message":{"role":"assistant","content":"42"},\
            "finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":1}}\
            """;

    private Answers() {}

    public static Settings settings(String url) {
        return Settings.of(Map.of("OPENAI_BASE_URL", url, "OPENAI_API_KEY", KEY));
    }

    public static ModelRequest request() {
        return Calls.request("qwen3", "What is 6 times 7?", OptionalInt.empty());
    }

    public static ModelResponse send(Settings settings, ModelRequest request)
            throws InterruptedException {
        Connection connection =
                Connections.ofServer(Protocol.OPENAI, "qwen3", "qwen3", settings, Given.NOTHING);
        try (var client = connection.client()) {
            return client.send(Calls.outside(request), ChunkSink.NONE);
        }
    }

    public static ModelResponse answer(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return send(settings(server.url()), request());
        }
    }

    /// What is thrown, with the server's address in its message replaced by `URL`.
    public static ModelProviderException error(ScriptedServer.Script script) throws Exception {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return error(settings(server.url()));
        }
    }

    public static ModelProviderException error(Settings settings) {
        ModelProviderException e =
                Assertions.catchThrowableOfType(
                        ModelProviderException.class, () -> send(settings, request()));
        assertThat(e).isNotNull().message().doesNotContain(KEY);
        assertThat(e.model()).isEqualTo("qwen3");
        return e;
    }

    /// The message, with `URL` for the server's address.
    public static String text(ModelProviderException e) {
        return String.valueOf(e.getMessage()).replaceFirst("http://127\\.0\\.0\\.1:\\d+/v1", "URL");
    }

    static void lasting(ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(e).isInstanceOf(PermanentProviderException.class);
        is(e, trouble, status, text);
    }

    public static RetryableProviderException passing(
            ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(e).isInstanceOf(RetryableProviderException.class);
        is(e, trouble, status, text);
        return (RetryableProviderException) e;
    }

    static void is(ModelProviderException e, Trouble trouble, int status, String text) {
        assertThat(text(e)).isEqualTo(text);
        assertThat(e.trouble()).isEqualTo(trouble);
        assertThat(e.status()).isEqualTo(status);
    }
}
