package dev.kbench.models.wire;

import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The ids of tool calls for a provider that insists on them. A call without one gets one, and so
/// does the result that belongs to it: the next one of the same tool.
///
/// One thread; of one request.
public final class CallIds {
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_-]");

    private final Map<String, Deque<String>> open = new HashMap<>();
    private int given;

    /// Makes one before the first message.
    public CallIds() {}

    /// The id of a call.
    ///
    /// @param call the call
    /// @return letters, digits, `_` and `-`
    public String of(ToolCall call) {
        if (!call.id().isEmpty()) {
            return plain(call.id());
        }
        String id = "call_" + given++;
        open.computeIfAbsent(call.name(), _ -> new ArrayDeque<>()).add(id);
        return id;
    }

    /// The id of the call that a result belongs to.
    ///
    /// @param result the result
    /// @return letters, digits, `_` and `-`
    public String of(ToolResult result) {
        if (!result.callId().isEmpty()) {
            return plain(result.callId());
        }
        Deque<String> waiting = open.get(result.name());
        String id = waiting == null ? null : waiting.poll();
        return id == null ? "call_" + given++ : id;
    }

    private static String plain(String id) {
        return STRANGE.matcher(id).replaceAll("_");
    }
}
