package dev.kbench.store;

import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.internal.answer.Json;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a tool returned as the original writes it: a text that is a JSON object, printed as Python
/// does, of `name`, `arguments`, `call_id`, `output` and `error`. The call itself stands nowhere
/// else there. A result belongs to the first call of its id and name that has none yet.
///
/// One thread, one chat.
final class ToolBodies {
    private final List<ToolCall> open = new ArrayList<>();

    /// Takes note of what a model wants called.
    void called(List<ToolCall> calls) {
        open.addAll(calls);
    }

    String text(ToolResult result) {
        return "{\"name\": %s, \"arguments\": %s, \"call_id\": %s, \"output\": %s, \"error\": %s}"
                .formatted(
                        ascii(result.name()),
                        arguments(result),
                        result.callId().isEmpty() ? "null" : ascii(result.callId()),
                        result.failed() ? "null" : output(result),
                        result.failed() ? ascii(result.text()) : "null");
    }

    private String arguments(ToolResult result) {
        for (ToolCall call : open) {
            if (call.id().equals(result.callId()) && call.name().equals(result.name())) {
                open.remove(call);
                return call.arguments().isBlank() ? "{}" : jsonOrText(call.arguments());
            }
        }
        return "{}";
    }

    private static String output(ToolResult result) {
        return result.json() ? jsonOrText(result.text()) : ascii(result.text());
    }

    private static String jsonOrText(String text) {
        try {
            return printed(Json.parse(text));
        } catch (IllegalArgumentException e) {
            return ascii(text);
        }
    }

    private static String printed(Json json) {
        return switch (json) {
            case Json.Obj(List<Json.Member> members) ->
                    members.stream()
                            .map(each -> ascii(each.name()) + ": " + printed(each.value()))
                            .collect(Collectors.joining(", ", "{", "}"));
            case Json.Arr(List<Json> items) ->
                    items.stream()
                            .map(ToolBodies::printed)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Json.Str(String text) -> ascii(text);
            case Json.Num _, Json.Bool _, Json.Null _ -> json.json();
        };
    }

    private static String ascii(String text) {
        String quoted = new Json.Str(text).json();
        if (quoted.chars().allMatch(c -> c < 128)) {
            return quoted;
        }
        StringBuilder out = new StringBuilder(quoted.length() + 16);
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c < 128) {
                out.append(c);
            } else {
                out.append("\\u%04x".formatted((int) c));
            }
        }
        return out.toString();
    }
}
