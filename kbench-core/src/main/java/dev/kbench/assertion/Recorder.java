package dev.kbench.assertion;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.Brief;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.UserCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// Puts an assertion on the record of the current run, with the user's line.
public final class Recorder {
    /// The most characters of a message that is kept.
    private static final int LONGEST = 4_000;

    private static final StackWalker FRAMES = StackWalker.getInstance();
    private static final Set<String> OURS =
            Set.of(
                    "dev.kbench.Kbench",
                    "dev.kbench.assertion.Checks",
                    "dev.kbench.assertion.Recorder");

    private Recorder() {}

    /// Records a built-in assertion, on the line of its caller.
    static AssertionResult record(String type, boolean passed, String expectation) {
        RunScope scope = requireRun(expectation);
        return report(scope, type, passed, expectation, users(1).getFirst());
    }

    /// Records a custom assertion: the method that records it is the assertion, its caller's line
    /// is shown. Recorded by the task's own body, or a lambda in it, it stands on that line.
    static AssertionResult recordCustom(boolean passed, String expectation) {
        RunScope scope = requireRun(expectation);
        List<StackWalker.StackFrame> frames = users(2);
        StackWalker.StackFrame assertion = frames.getFirst();
        StackWalker.StackFrame caller = frames.getLast();
        boolean inBody =
                frames.size() < 2
                        || assertion.getMethodName().startsWith("lambda$")
                        || UserCode.isEngine(caller.getClassName());
        return inBody
                ? report(scope, "recordAssertion", passed, expectation, assertion)
                : report(scope, assertion.getMethodName(), passed, expectation, caller);
    }

    /// Records an assertion error that the task ended with, on the user's line in its stack trace.
    ///
    /// @param error what was thrown by a Java `assert`, JUnit, AssertJ or other code
    /// @return what was recorded
    public static AssertionResult recordThrown(AssertionError error) {
        String expectation = expectation(error);
        RunScope scope = requireRun(expectation);
        String type = type(error);
        for (StackTraceElement frame : error.getStackTrace()) {
            String name = frame.getClassName();
            if (!UserCode.isForeign(name) && !OURS.contains(name)) {
                return report(
                        scope,
                        type,
                        false,
                        expectation,
                        name,
                        frame.getLineNumber(),
                        frame.getFileName());
            }
        }
        return report(scope, type, false, expectation, "", 0, null);
    }

    private static String expectation(AssertionError error) {
        try {
            String message = error.getMessage();
            return message == null || message.isBlank()
                    ? "an assertion failed"
                    : Brief.of(message, LONGEST);
        } catch (RuntimeException e) {
            return "an assertion failed (its message cannot be had: %s)"
                    .formatted(e.getClass().getName());
        }
    }

    private static String type(AssertionError error) {
        String simple = error.getClass().getSimpleName();
        return simple.isEmpty() ? "AssertionError" : simple;
    }

    /// The innermost frames of the user's own code: ours on top are left out, and the JDK's
    /// wherever they stand, since an assertion may be called by a stream.
    private static List<StackWalker.StackFrame> users(int count) {
        return FRAMES.walk(
                frames ->
                        frames.dropWhile(frame -> OURS.contains(frame.getClassName()))
                                .filter(frame -> !isJdk(frame.getClassName()))
                                .limit(count)
                                .toList());
    }

    private static boolean isJdk(String className) {
        return className.startsWith("java.") || className.startsWith("jdk.");
    }

    private static RunScope requireRun(String expectation) {
        RunScope scope = RunScope.current();
        if (scope == null) {
            throw new IllegalStateException(
                    "the assertion \"%s\" belongs to no run: assert inside a task, and take the run along to a thread of your own with Contexts.carry(…)"
                            .formatted(Brief.of(expectation, 200)));
        }
        return scope;
    }

    private static AssertionResult report(
            RunScope scope,
            String type,
            boolean passed,
            String expectation,
            StackWalker.StackFrame frame) {
        return report(
                scope,
                type,
                passed,
                expectation,
                frame.getClassName(),
                frame.getLineNumber(),
                frame.getFileName());
    }

    private static AssertionResult report(
            RunScope scope,
            String type,
            boolean passed,
            String expectation,
            String owner,
            int line,
            @Nullable String file) {
        String source =
                line <= 0
                        ? ""
                        : SourceCatalog.unit(owner, file == null ? "" : file)
                                .map(unit -> unit.line(line))
                                .orElse("");
        Chat chat = Chats.current();
        AssertionResult result =
                new AssertionResult(
                        type,
                        passed,
                        expectation,
                        Math.max(line, 0),
                        source,
                        chat.id(),
                        chat.replyCount());
        scope.report(result);
        return result;
    }
}
