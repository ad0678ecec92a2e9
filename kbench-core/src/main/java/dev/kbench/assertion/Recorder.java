package dev.kbench.assertion;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.source.SourceCatalog;

import java.util.List;
import java.util.Set;

/// Puts an assertion on the record of the current run, with the user's line.
public final class Recorder {
    private static final StackWalker FRAMES = StackWalker.getInstance();
    private static final Set<String> OURS =
            Set.of(
                    "dev.kbench.Kbench",
                    "dev.kbench.assertion.Checks",
                    "dev.kbench.assertion.Recorder");
    private static final List<String> FOREIGN =
            List.of(
                    "java.",
                    "jdk.",
                    "org.junit.",
                    "org.assertj.",
                    "org.opentest4j.",
                    "org.hamcrest.",
                    "com.google.common.truth.");

    private Recorder() {}

    /// Records a built-in assertion, on the line of its caller.
    static AssertionResult record(String type, boolean passed, String expectation) {
        StackWalker.StackFrame caller = callers(1).getFirst();
        return report(type, passed, expectation, caller.getClassName(), caller);
    }

    /// Records a custom assertion: the method that records it is the assertion, its caller's line
    /// is shown. Recorded by the task's own body it stands on that line.
    static AssertionResult recordCustom(boolean passed, String expectation) {
        List<StackWalker.StackFrame> frames = callers(2);
        StackWalker.StackFrame assertion = frames.getFirst();
        StackWalker.StackFrame caller = frames.getLast();
        boolean inTaskBody =
                frames.size() < 2
                        || caller.getClassName().startsWith("dev.kbench.task.TaskBody")
                        || caller.getClassName().startsWith("java.")
                        || caller.getClassName().startsWith("jdk.");
        return inTaskBody
                ? report(
                        "recordAssertion", passed, expectation, assertion.getClassName(), assertion)
                : report(
                        assertion.getMethodName(),
                        passed,
                        expectation,
                        caller.getClassName(),
                        caller);
    }

    /// Records an assertion error that the task ended with, on the user's line in its stack trace.
    ///
    /// @param error what was thrown by a Java `assert`, JUnit, AssertJ or other code
    /// @return what was recorded
    public static AssertionResult recordThrown(AssertionError error) {
        String message = error.getMessage();
        String expectation = message == null || message.isBlank() ? "an assertion failed" : message;
        for (StackTraceElement frame : error.getStackTrace()) {
            String name = frame.getClassName();
            if (FOREIGN.stream().noneMatch(name::startsWith) && !OURS.contains(name)) {
                String file = frame.getFileName() == null ? "" : frame.getFileName();
                return report(
                        error.getClass().getSimpleName(),
                        false,
                        expectation,
                        name,
                        frame.getLineNumber(),
                        file);
            }
        }
        return report(error.getClass().getSimpleName(), false, expectation, "", 0, "");
    }

    private static List<StackWalker.StackFrame> callers(int count) {
        return FRAMES.walk(
                frames ->
                        frames.dropWhile(frame -> OURS.contains(frame.getClassName()))
                                .limit(count)
                                .toList());
    }

    private static AssertionResult report(
            String type,
            boolean passed,
            String expectation,
            String owner,
            StackWalker.StackFrame frame) {
        String file = frame.getFileName() == null ? "" : frame.getFileName();
        return report(type, passed, expectation, owner, frame.getLineNumber(), file);
    }

    private static AssertionResult report(
            String type, boolean passed, String expectation, String owner, int line, String file) {
        RunScope scope = RunScope.current();
        if (scope == null) {
            throw new IllegalStateException(
                    "the assertion \"%s\" belongs to no run: assert inside a task, and take the run along to a thread of your own with Contexts.carry(…)"
                            .formatted(expectation));
        }
        String source =
                line <= 0
                        ? ""
                        : SourceCatalog.unit(owner, file).map(unit -> unit.line(line)).orElse("");
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
