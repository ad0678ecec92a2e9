package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.internal.context.RunScope;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOutput;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the calls that a model asks for, and puts what came of each to it, in the order in which
/// it asked.
///
/// * Calls are made one after another in the thread that asked the model; neighbours whose tools
///   allow it are made at once, each in a thread of its own.
/// * Each is made in a chat of its own, so that a tool that asks a model itself does not speak
///   between the calls and their results. That chat is kept where something was said or asserted in
///   it.
/// * A call that goes wrong is told to the model ({@link ToolInvocation}). What is no tool's own
///   fault, such as a cancelled run, a provider that is down or a failed check, ends the round. The
///   calls that were not answered then are answered with that, since no provider takes a history in
///   which one is not.
/// * Pictures follow the results of the whole round, as messages of a user: no provider takes any
///   between a call's result and the next one's.
///
/// One thread.
final class ToolRound {
    private final Conversation talk;
    private final Map<String, CallableTool> tools = new LinkedHashMap<>();
    private final List<Message> pictures = new ArrayList<>(0);

    ToolRound(Conversation talk, List<CallableTool> tools) {
        this.talk = talk;
        tools.forEach(tool -> this.tools.put(tool.spec().name(), tool));
    }

    /// Makes calls.
    ///
    /// @param calls what the model asked for, in order
    void play(List<ToolCall> calls) {
        int done = 0;
        try {
            while (done < calls.size()) {
                RunScope scope = RunScope.current();
                if (scope != null) {
                    scope.cancellation().check();
                }
                for (ToolInvocation made : ToolThreads.make(together(calls, done))) {
                    answer(made);
                    done++;
                }
            }
        } finally {
            for (ToolCall left : calls.subList(done, calls.size())) {
                leave(left);
            }
            show();
        }
    }

    /// The calls that can be made next, all at once.
    private List<ToolInvocation> together(List<ToolCall> calls, int from) {
        int to = from + 1;
        while (isParallel(calls.get(from)) && to < calls.size() && isParallel(calls.get(to))) {
            to++;
        }
        List<ToolInvocation> next = new ArrayList<>();
        for (ToolCall call : calls.subList(from, to)) {
            next.add(new ToolInvocation(call, tools.get(call.name()), tools.keySet()));
        }
        return next;
    }

    private boolean isParallel(ToolCall call) {
        CallableTool tool = tools.get(call.name());
        return tool != null && tool.isParallel();
    }

    private void answer(ToolInvocation made) {
        if (made.wasUsed()) {
            Chats.list(made.chat());
        }
        step(made.call(), made.output());
        for (Image image : made.output().images()) {
            pictures.add(Message.of(new Actor(made.call().name(), Role.USER, "🔧"), image));
        }
    }

    /// After the end of a run nothing is said any more.
    private void show() {
        RunScope scope = RunScope.current();
        if (scope == null || !scope.hasEnded()) {
            pictures.forEach(talk::stepped);
        }
        pictures.clear();
    }

    private void step(ToolCall call, ToolOutput output) {
        talk.stepped(
                Message.of(
                        new Actor(call.name(), Role.TOOL, "🔧"),
                        new ToolResult(
                                call.id(),
                                call.name(),
                                output.text(),
                                output.failed(),
                                output.json())));
    }

    /// After the end of a run nothing is said any more.
    private void leave(ToolCall call) {
        RunScope scope = RunScope.current();
        if (scope == null || !scope.hasEnded()) {
            step(call, ToolOutput.failed("the call was given up"));
        }
    }
}
