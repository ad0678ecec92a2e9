package dev.kbench.models.wire;

import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The ids of tool calls for a provider that insists on them, and on different ones. A call without
/// one gets one, a call whose id was given before gets another, and so does the result that belongs
/// to it: the next one of the same id or, without one, of the same tool.
///
/// One thread; of one request.
public final class CallIds {
    private static final Pattern STRANGE = Pattern.compile("[^A-Za-z0-9_-]");

    private final Map<String, Deque<String>> open = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private int given;

    /// Makes one before the first message.
    public CallIds() {}

    /// The id of a call.
    ///
    /// @param call the call
    /// @return letters, digits, `_` and `-`
    public String of(ToolCall call) {
        String id = call.id().isEmpty() ? "call_" + given++ : plain(call.id());
        String free = id;
        for (int number = 2; !taken.add(free); number++) {
            free = id + "_" + number;
        }
        open.computeIfAbsent(key(call.id(), call.name()), _ -> new ArrayDeque<>()).add(free);
        return free;
    }

    /// The id of the call that a result belongs to.
    ///
    /// @param result the result
    /// @return letters, digits, `_` and `-`
    public String of(ToolResult result) {
        Deque<String> waiting = open.get(key(result.callId(), result.name()));
        String id = waiting == null ? null : waiting.poll();
        if (id != null) {
            return id;
        }
        return result.callId().isEmpty() ? "call_" + given++ : plain(result.callId());
    }

    private static String key(String id, String name) {
        return id.isEmpty() ? "of " + name : id;
    }

    private static String plain(String id) {
        return STRANGE.matcher(id).replaceAll("_");
    }
}
