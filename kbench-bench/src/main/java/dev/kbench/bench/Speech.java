package dev.kbench.bench;

import dev.kbench.llm.Llm;
import dev.kbench.models.Anthropic;
import dev.kbench.models.GenAi;
import dev.kbench.models.OpenAi;
import dev.kbench.models.OpenAiCompatible;

import java.nio.charset.StandardCharsets;

/// The ways in which models are spoken to: how a client is made, and what the cheap server answers.
/// An answer is a number; as a stream it is the number, then blanks, a piece each.
enum Speech {
    /// OpenAI's chat completions.
    CHAT(
            "",
            """
            {"id":"c","object":"chat.completion","model":"bench","choices":[{"index":0,\
            "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":1,"total_tokens":11}}\
            """,
            "",
            """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"bench","choices":[{"index":0,"delta":{"content":"%s"},"finish_reason":null}]}

            """,
            """
            data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"bench","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,"completion_tokens":1}}

            data: [DONE]

            """),
    /// OpenAI's Responses.
    RESPONSES(
            "/responses",
            """
            {"id":"r","object":"response","status":"completed","model":"bench","output":[{"type":\
            "message","id":"m","status":"completed","role":"assistant","content":[{"type":\
            "output_text","annotations":[],"text":"%s"}]}],"usage":{"input_tokens":10,\
            "output_tokens":1,"total_tokens":11}}\
            """,
            """
            event: response.created
            data: {"type":"response.created","response":{"id":"r","object":"response","status":"in_progress","model":"bench","output":[]}}

            """,
            """
            event: response.output_text.delta
            data: {"type":"response.output_text.delta","sequence_number":4,"item_id":"m","output_index":0,"content_index":0,"delta":"%s"}

            """,
            """
            event: response.completed
            data: {"type":"response.completed","response":{"id":"r","object":"response","status":"completed","model":"bench","output":[{"type":"message","id":"m","role":"assistant","content":[{"type":"output_text","text":"%s"}]}],"usage":{"input_tokens":10,"output_tokens":1}}}

            """),
    /// Google's generateContent.
    GENAI(
            "GenerateContent",
            """
            {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"finishReason":"STOP",\
            "index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1,\
            "totalTokenCount":11},"modelVersion":"bench"}\
            """,
            "",
            """
            data: {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1,"totalTokenCount":11},"modelVersion":"bench"}

            """,
            """
            data: {"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":10,"candidatesTokenCount":1,"totalTokenCount":11},"modelVersion":"bench"}

            """),
    /// Anthropic's Messages.
    ANTHROPIC(
            "/messages",
            """
            {"id":"m","type":"message","role":"assistant","model":"bench","content":[{"type":"text",\
            "text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,\
            "output_tokens":1}}\
            """,
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","type":"message","role":"assistant","content":[],"model":"bench","stop_reason":null,"usage":{"input_tokens":10,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            """,
            """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%s"}}

            """,
            """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":1}}

            event: message_stop
            data: {"type":"message_stop"}

            """);

    /// How many pieces a stream has.
    static final int PIECES = 1_000;

    private static final String BLANK = " ";

    private final String sign;
    private final String whole;
    private final String begin;
    private final String piece;
    private final String end;
    private final String blanks;

    Speech(String sign, String whole, String begin, String piece, String end) {
        this.sign = sign;
        this.whole = whole;
        this.begin = begin;
        this.piece = piece;
        this.end = end;
        this.blanks = piece.formatted(BLANK).repeat(PIECES - 1);
    }

    /// In which way a request speaks, by its first line.
    static Speech of(String line) {
        for (Speech speech : values()) {
            if (speech != CHAT && line.contains(speech.sign)) {
                return speech;
            }
        }
        return line.contains(":generateContent") ? GENAI : CHAT;
    }

    /// A model at a server.
    Llm model(String url) {
        return switch (this) {
            case CHAT -> OpenAiCompatible.model("bench", with -> with.baseUrl(url));
            case RESPONSES -> OpenAi.model("bench", with -> with.baseUrl(url));
            case GENAI -> GenAi.model("bench", with -> with.baseUrl(url));
            case ANTHROPIC -> Anthropic.model("bench", with -> with.baseUrl(url));
        };
    }

    /// A whole answer, with its head.
    byte[] answer(String number) {
        return withHead("application/json", whole.formatted(number));
    }

    /// An answer as a stream, with its head.
    byte[] stream(String number) {
        String told = this == RESPONSES ? number + BLANK.repeat(PIECES - 1) : number;
        return withHead(
                "text/event-stream",
                begin + piece.formatted(number) + blanks + end.formatted(told));
    }

    private static byte[] withHead(String type, String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(type, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
