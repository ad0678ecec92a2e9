package dev.kbench.models;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.http.TestAuthority;
import dev.kbench.models.wire.Given;
import dev.kbench.models.wire.Protocol;

import java.util.HashMap;
import java.util.Map;

/// A vendor's way to speak, for tests that hold for all of them: a model of it, and the least
/// answers that its server gives.
public enum Speech {
    OPENAI(
            Protocol.OPENAI,
            "qwen3",
            "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}",
            """
            data: {"choices":[{"delta":{"content":"%s"}}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]

            """),
    RESPONSES(
            Protocol.RESPONSES,
            "gpt-4.1",
            """
            {"status":"completed","output":[{"type":"message","content":\
            [{"type":"output_text","text":"%s"}]}]}\
            """,
            """
            data: {"type":"response.output_text.delta","delta":"%1$s"}

            data: {"type":"response.completed","response":{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"%1$s"}]}]}}

            """),
    GENAI(
            Protocol.GENAI,
            "gemini-2.5-flash",
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"%s\"}]},\"finishReason\":\"STOP\"}]}",
            """
            data: {"candidates":[{"content":{"parts":[{"text":"%s"}]},"finishReason":"STOP"}]}

            """),
    ANTHROPIC(
            Protocol.ANTHROPIC,
            "claude-sonnet-4-5",
            "{\"content\":[{\"type\":\"text\",\"text\":\"%s\"}],\"stop_reason\":\"end_turn\"}",
            """
            event: content_block_start
            data: {"type":"content_block_start","content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","delta":{"type":"text_delta","text":"%s"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"}}

            event: message_stop
            data: {"type":"message_stop"}

            """);

    /// The key of every call.
    public static final String KEY = "sk-very-secret-0123456789";

    private final Protocol protocol;
    private final String model;
    private final String whole;
    private final String events;

    Speech(Protocol protocol, String model, String whole, String events) {
        this.protocol = protocol;
        this.model = model;
        this.whole = whole;
        this.events = events;
    }

    public Protocol protocol() {
        return protocol;
    }

    public String model() {
        return model;
    }

    /// The model's id for a user.
    public String id() {
        return protocol.scheme() + ":" + model;
    }

    public static Settings settings(String url) {
        return Settings.of(servers(url));
    }

    /// A server whose certificate is an authority's.
    public static Settings settings(String url, TestAuthority authority) {
        Map<String, String> all = new HashMap<>(servers(url));
        all.put("SSL_CERT_FILE", authority.pem().toString());
        return Settings.of(all);
    }

    private static Map<String, String> servers(String url) {
        return Map.of(
                "OPENAI_BASE_URL",
                url,
                "OPENAI_API_KEY",
                KEY,
                "GOOGLE_GEMINI_BASE_URL",
                url,
                "GEMINI_API_KEY",
                KEY,
                "ANTHROPIC_BASE_URL",
                url,
                "ANTHROPIC_API_KEY",
                KEY,
                // a failing server is asked twice, not for minutes
                "KBENCH_RETRIES",
                "1");
    }

    public ModelClient client(Settings settings) {
        return client(model, settings);
    }

    public ModelClient client(String other, Settings settings) {
        return Connections.ofServer(protocol, "m", other, settings, Given.NOTHING).client();
    }

    /// A whole answer.
    public String whole(String text) {
        return whole.formatted(text);
    }

    /// A stream's events.
    public String events(String text) {
        return events.formatted(text);
    }

    /// Answers with a text, as it is asked for.
    public ScriptedServer.Script answering(String text) {
        return (request, out, socket) ->
                (isStream(request)
                                ? ScriptedServer.answering(200, "text/event-stream", events(text))
                                : ScriptedServer.answeringJson(whole(text)))
                        .answer(request, out, socket);
    }

    private static boolean isStream(ScriptedServer.Request request) {
        return request.line().contains(":streamGenerateContent")
                || request.body().contains("\"stream\":true");
    }
}
