package dev.kbench.llm;

import dev.kbench.internal.context.RunScope;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Makes calls of tools at once. Whoever asked the model waits for all of them, or is interrupted:
/// then they are too, and those that do not heed it are left behind, as bodies of runs are.
final class ToolThreads {
    private ToolThreads() {}

    /// Makes calls.
    ///
    /// @param calls one is made in this thread, several each in its own
    /// @return the same, made
    static List<ToolInvocation> make(List<ToolInvocation> calls) {
        if (calls.size() == 1) {
            calls.getFirst().make();
            return calls;
        }
        List<Thread> threads = new ArrayList<>();
        List<Future<@Nullable Void>> ends = new ArrayList<>();
        for (ToolInvocation call : calls) {
            CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
            ends.add(end);
            threads.add(start(call, end));
        }
        try {
            awaitAll(ends);
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
            throw ToolInvocation.interrupted(e);
        }
        return calls;
    }

    /// A body of the platform's is one because virtual threads may be out of carriers.
    private static Thread start(ToolInvocation call, CompletableFuture<@Nullable Void> end) {
        Callable<@Nullable Void> body =
                RunScope.carry(
                        () -> {
                            call.make();
                            return null;
                        });
        Thread.Builder thread =
                Thread.currentThread().isVirtual()
                        ? Thread.ofVirtual()
                        : Thread.ofPlatform().daemon();
        return thread.name("kbench-tool " + call.call().name())
                .start(
                        () -> {
                            try {
                                end.complete(body.call());
                            } catch (Throwable e) {
                                end.completeExceptionally(e);
                            }
                        });
    }

    /// Of several that threw, the first one's is thrown.
    private static void awaitAll(List<Future<@Nullable Void>> ends) throws InterruptedException {
        Throwable thrown = null;
        for (Future<@Nullable Void> end : ends) {
            try {
                end.get();
            } catch (ExecutionException e) {
                thrown = thrown == null ? e.getCause() : thrown;
            }
        }
        switch (thrown) {
            case null -> {}
            case RuntimeException cause -> throw cause;
            case Error cause -> throw cause;
            default -> throw new IllegalStateException("a tool ended in a way of its own", thrown);
        }
    }
}
