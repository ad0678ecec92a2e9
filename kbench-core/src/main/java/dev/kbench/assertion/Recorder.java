package dev.kbench.assertion;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.Brief;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceUnit;
import dev.kbench.internal.source.UserCode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Puts an assertion on the record of the current run, with the user's line.
public final class Recorder {
    /// The most characters of a message that is kept.
    private static final int LONGEST = 4_000;

    /// How far up a lambda's method is looked for.
    private static final int DEEPEST = 64;

    private static final String LAMBDA = "lambda$";

    private static final StackWalker FRAMES = StackWalker.getInstance();
    private static final Set<String> OURS =
            Set.of(
                    "dev.kbench.Kbench",
                    "dev.kbench.ToolAssertions",
                    "dev.kbench.assertion.Checks",
                    "dev.kbench.assertion.Recorder");

    private Recorder() {}

    /// Records a built-in assertion, on the line of its caller.
    ///
    /// @param evidence what it was about; asked for where it did not hold
    static AssertionResult record(
            String type, boolean passed, String expectation, Supplier<Evidence> evidence) {
        RunScope scope = requireRun(expectation);
        return report(
                scope,
                type,
                passed,
                expectation,
                users(1).getFirst(),
                passed ? Evidence.NONE : evidence.get());
    }

    /// Records a custom assertion: the method that records it is the assertion, its caller's line
    /// is shown. A lambda in that method belongs to it. Recorded by the task's own body, or a
    /// lambda in it, it stands on that line.
    ///
    /// @param method the method of ours that it was recorded by, whose name it has in the body
    static AssertionResult recordCustom(
            String method, boolean passed, String expectation, AssertionOptions options) {
        RunScope scope = requireRun(expectation);
        List<StackWalker.StackFrame> frames = users(DEEPEST);
        int at = assertion(frames);
        boolean inBody =
                at + 1 >= frames.size()
                        || isLambda(frames.get(at))
                        || UserCode.isEngine(frames.get(at + 1).getClassName());
        String name = inBody ? method : name(frames.get(at));
        return report(
                scope,
                options.name().isEmpty() ? name : options.name(),
                passed,
                expectation,
                frames.get(inBody ? 0 : at + 1),
                options.evidence());
    }

    /// Which frame is the assertion: the innermost, or the method around it where it is a lambda
    /// that this method, directly or through other lambdas of its own, has called.
    private static int assertion(List<StackWalker.StackFrame> frames) {
        StackWalker.StackFrame inner = frames.getFirst();
        if (!isLambda(inner)) {
            return 0;
        }
        String around = enclosing(inner);
        for (int i = 1; i < frames.size(); i++) {
            StackWalker.StackFrame frame = frames.get(i);
            if (UserCode.isEngine(frame.getClassName())) {
                break;
            }
            if (frame.getMethodName().equals(around)
                    && frame.getClassName().equals(inner.getClassName())) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isLambda(StackWalker.StackFrame frame) {
        return frame.getMethodName().startsWith(LAMBDA);
    }

    /// The method that a lambda is written in, as javac names it: `lambda$method$0`.
    private static String enclosing(StackWalker.StackFrame lambda) {
        String name = lambda.getMethodName();
        int end = name.lastIndexOf('$');
        return end <= LAMBDA.length() ? "" : name.substring(LAMBDA.length(), end);
    }

    private static String name(StackWalker.StackFrame frame) {
        String name = frame.getMethodName();
        if (!name.startsWith("<")) {
            return name;
        }
        String type = frame.getClassName();
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
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
                        frame.getFileName(),
                        Evidence.NONE);
            }
        }
        return report(scope, type, false, expectation, "", 0, null, Evidence.NONE);
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
            StackWalker.StackFrame frame,
            Evidence evidence) {
        return report(
                scope,
                type,
                passed,
                expectation,
                frame.getClassName(),
                frame.getLineNumber(),
                frame.getFileName(),
                evidence);
    }

    private static AssertionResult report(
            RunScope scope,
            String type,
            boolean passed,
            String expectation,
            String owner,
            int line,
            @Nullable String file,
            Evidence evidence) {
        Optional<SourceUnit> unit =
                line <= 0 ? Optional.empty() : SourceCatalog.unit(owner, file == null ? "" : file);
        Chat chat = Chats.current();
        AssertionResult result =
                new AssertionResult(
                        type,
                        passed,
                        expectation,
                        unit.map(one -> one.told(line)).orElse(Math.max(line, 0)),
                        unit.map(one -> one.line(line)).orElse(""),
                        chat.id(),
                        chat.replyCount(),
                        evidence.values(),
                        evidence.difference());
        scope.report(result);
        return result;
    }
}
