package dev.kbench.internal.source;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tells the user's own code in a stack trace from kbench's, the JDK's and test libraries'.
public final class UserCode {
    /// What calls a task's body, or a piece of it on another thread.
    private static final Set<String> ENGINE =
            Set.of(
                    "dev.kbench.internal.context.RunScope",
                    "dev.kbench.internal.method.Reflection",
                    "dev.kbench.task.ByLookup",
                    "dev.kbench.task.ByName",
                    "dev.kbench.task.ByReference",
                    "dev.kbench.task.MethodTasks",
                    "dev.kbench.task.Task",
                    "dev.kbench.task.TaskBody",
                    "dev.kbench.task.TaskBodyReflective",
                    "dev.kbench.task.TaskBuilder",
                    "dev.kbench.task.TaskRun",
                    "dev.kbench.tool.FunctionTool",
                    "dev.kbench.tool.ToolBody");

    private static final Pattern ASKED =
            Pattern.compile("(lambda\\$)?(attempt|evaluate|run)(\\$.*)?");

    private static final List<String> FOREIGN =
            List.of(
                    "java.",
                    "jdk.",
                    "org.junit.",
                    "org.assertj.",
                    "org.opentest4j.",
                    "org.hamcrest.",
                    "com.google.common.truth.");

    private UserCode() {}

    /// Whether a class is the JDK's or a test library's.
    ///
    /// @param className a binary name
    /// @return true if it is not the user's
    public static boolean isForeign(String className) {
        return FOREIGN.stream().anyMatch(className::startsWith);
    }

    /// Whether a class is what calls a task's body.
    ///
    /// @param className a binary name
    /// @return true if the frames above its own are the body's
    public static boolean isEngine(String className) {
        int nested = className.indexOf('$');
        return ENGINE.contains(nested < 0 ? className : className.substring(0, nested));
    }

    /// Whether a frame is a task's own method that a body calls, as in `other.evaluate(…)`, or a
    /// lambda in it.
    private static boolean isAsked(StackTraceElement frame) {
        return frame.getClassName().equals("dev.kbench.task.Task")
                && ASKED.matcher(frame.getMethodName()).matches();
    }

    /// The user's line that something was thrown on, or that called what threw it.
    ///
    /// @param thrown what a task's body threw
    /// @return such as `Quiz.java:12`, empty where it cannot be told
    public static Optional<String> line(Throwable thrown) {
        StackTraceElement body = null;
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (isEngine(name) && !isAsked(frame)) {
                break;
            }
            if (!isForeign(name) && frame.getLineNumber() > 0 && frame.getFileName() != null) {
                body = frame;
                if (!name.startsWith("dev.kbench.")) {
                    break;
                }
            }
        }
        return Optional.ofNullable(body).map(UserCode::place);
    }

    private static String place(StackTraceElement frame) {
        int line = frame.getLineNumber();
        return SourceCatalog.registered(frame.getClassName())
                .filter(unit -> unit.before() != 0)
                .map(unit -> "%s:%d".formatted(unit.fileName(), unit.told(line)))
                .orElseGet(() -> "%s:%d".formatted(frame.getFileName(), line));
    }
}
