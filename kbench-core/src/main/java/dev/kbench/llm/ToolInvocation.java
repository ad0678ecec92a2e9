package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.content.ToolCall;
import dev.kbench.internal.context.Brief;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.KbenchException;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOutput;
import dev.kbench.tool.UnfitArgumentsException;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;

/// One call of a tool. What goes wrong is told to the model: a tool that there is not, arguments
/// that do not fit, an exception of the tool's. What the model cannot mend is thrown: the end of
/// the run, an error such as a failed check, and the world's faults, which leave no verdict on
/// anybody.
///
/// One thread at a time.
final class ToolInvocation {
    /// The most characters of an exception's message that a model is given.
    private static final int LONGEST = 4_000;

    private static final int DEEPEST = 32;

    private final ToolCall call;
    private final @Nullable CallableTool tool;
    private final Collection<String> names;
    private final Chat chat;
    private @Nullable ToolOutput output;
    private boolean asserted;

    /// @param tool what is called, null where there is no such tool
    /// @param names the tools that there are
    ToolInvocation(ToolCall call, @Nullable CallableTool tool, Collection<String> names) {
        this.call = call;
        this.tool = tool;
        this.names = names;
        this.chat = Chat.named(tool == null ? "" : tool.spec().name());
    }

    ToolCall call() {
        return call;
    }

    /// Where the tool was called.
    Chat chat() {
        return chat;
    }

    /// Whether anything was said or asserted there.
    boolean wasUsed() {
        return asserted || !chat.items().isEmpty();
    }

    ToolOutput output() {
        if (output == null) {
            throw new IllegalStateException("the call was not made");
        }
        return output;
    }

    /// Makes it, in this thread.
    void make() {
        CallableTool called = tool;
        if (called == null) {
            output =
                    ToolOutput.failed(
                            "there is no tool '%s'; there are %s"
                                    .formatted(Brief.of(call.name(), 80), List.copyOf(names)));
            return;
        }
        int before = assertions();
        try {
            output =
                    requireNonNull(
                            Contexts.call(chat, () -> called.call(call.arguments())),
                            "it returned null in place of an output");
            ToolUse.count(called.spec().name());
        } catch (UnfitArgumentsException e) {
            output = ToolOutput.failed("the arguments do not fit: " + message(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        } catch (StackOverflowError e) {
            failed(called, e);
        } catch (Exception e) {
            if (e instanceof CancellationException cancelled) {
                throw cancelled;
            }
            refuseTheWorlds(e);
            failed(called, e);
        } finally {
            asserted = assertions() > before;
        }
    }

    private static int assertions() {
        RunScope scope = RunScope.current();
        return scope == null ? 0 : scope.assertions().size();
    }

    private void failed(CallableTool called, Throwable e) {
        ToolUse.count(called.spec().name());
        output = ToolOutput.failed("%s failed: %s".formatted(called.spec().name(), message(e)));
    }

    private static String message(Throwable e) {
        String message;
        try {
            message = e.getMessage();
        } catch (RuntimeException broken) {
            message = null;
        }
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : Brief.of(message, LONGEST);
    }

    private static void refuseTheWorlds(Exception thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof KbenchException fault) {
                throw fault;
            }
            cause = cause.getCause();
        }
    }

    static CancellationException interrupted(InterruptedException cause) {
        RunScope scope = RunScope.current();
        CancellationException e =
                new CancellationException(
                        scope == null
                                ? "interrupted while a tool was called"
                                : scope.cancellation()
                                        .reason()
                                        .orElse("interrupted while a tool was called"));
        e.initCause(cause);
        return e;
    }
}
