package dev.kbench.llm.spi;

import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.key.CanonicalJson;
import dev.kbench.tool.ToolSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A request as the plain data of which its digest is made. What is not set is not there, so that a
/// new option leaves the digests of older requests as they are. Schemas enter as text: the order of
/// their fields counts.
final class RequestDigest {
    private RequestDigest() {}

    static String of(ModelRequest request) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("model", request.model());
        data.put("messages", request.messages().stream().map(RequestDigest::message).toList());
        request.temperature().ifPresent(value -> data.put("temperature", value));
        request.seed().ifPresent(value -> data.put("seed", value));
        request.maxTokens().ifPresent(value -> data.put("max_tokens", value));
        request.reasoning().ifPresent(level -> data.put("reasoning", level.wireName()));
        request.answerSchema()
                .ifPresent(
                        answer ->
                                data.put(
                                        "answer",
                                        List.of(
                                                answer.name(),
                                                answer.schema().json(),
                                                answer.instruction())));
        if (!request.tools().isEmpty()) {
            data.put("tools", request.tools().stream().map(RequestDigest::tool).toList());
        }
        if (request.toolsClosed()) {
            data.put("tools_closed", true);
        }
        data.put("params", request.apiParams());
        return CanonicalJson.sha256(data);
    }

    private static List<Object> tool(ToolSpec tool) {
        return List.of(tool.name(), tool.description(), tool.parameters().json());
    }

    private static List<Object> message(RequestMessage message) {
        String role = message.role().wireName();
        return message.parts().size() == 1
                        && message.parts().getFirst() instanceof Text(String text)
                ? List.of(role, text)
                : List.of(role, message.parts().stream().map(RequestDigest::part).toList());
    }

    private static List<Object> part(Content part) {
        return switch (part) {
            case Text(String text) -> List.of("text", text);
            case ReasoningTrace(String text, String opaque) -> List.of("reasoning", text, opaque);
            case ToolCall(String id, String name, String arguments, String opaque) ->
                    List.of("call", id, name, arguments, opaque);
            case ToolResult(String id, String name, String text, boolean failed, _) ->
                    List.of("result", id, name, text, failed);
            case Media media ->
                    List.of(
                            media.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                            media.mimeType(),
                            switch (media.source()) {
                                case MediaUrl(String url) -> url;
                                case MediaBytes bytes -> bytes;
                            },
                            media.caption(),
                            media.apiParams());
        };
    }
}
