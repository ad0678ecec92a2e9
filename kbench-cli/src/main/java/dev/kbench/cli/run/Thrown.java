package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.key.KbenchException;
import dev.kbench.run.RunFailedException;
import dev.kbench.schema.UnparsableAnswerException;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a file's `main` threw: what to say about it, and what to exit with.
///
/// @param text what to say, with the user's own lines only
/// @param exitCode 1 or 2; 0 where the runs decide
record Thrown(String text, int exitCode) {
    private static final int DEEPEST = 16;

    static Thrown of(Throwable thrown) {
        Throwable cause =
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        return switch (cause) {
            case MisuseException e -> new Thrown(message(e), Tally.UNMEASURED);
            case RunFailedException e -> new Thrown(message(e), Tally.MEASURED);
            case EvaluationFailedException e -> new Thrown(message(e), Tally.MEASURED);
            case UnparsableAnswerException e -> new Thrown(trace(e), Tally.RAISED);
            case KbenchException e -> new Thrown(message(e) + where(e), Tally.UNMEASURED);
            default ->
                    byKbench(cause)
                            ? new Thrown(message(cause) + where(cause), Tally.UNMEASURED)
                            : new Thrown(trace(cause), Tally.RAISED);
        };
    }

    /// Whether kbench refused what it was asked, rather than the user's code failing by itself.
    private static boolean byKbench(Throwable thrown) {
        return (thrown instanceof IllegalArgumentException
                        || thrown instanceof IllegalStateException
                        || thrown instanceof NullPointerException)
                && Arrays.stream(thrown.getStackTrace())
                        .filter(frame -> !frame.getClassName().startsWith("java."))
                        .findFirst()
                        .filter(frame -> !isUsers(frame))
                        .filter(frame -> frame.getClassName().startsWith("dev.kbench."))
                        .isPresent();
    }

    private static boolean isUsers(StackTraceElement frame) {
        return "benchmark".equals(frame.getClassLoaderName());
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : message;
    }

    private static String where(Throwable thrown) {
        List<String> frames = frames(thrown);
        return frames.isEmpty() ? "" : "\n" + frames.getFirst();
    }

    private static List<String> frames(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(Thrown::isUsers)
                .filter(frame -> frame.getLineNumber() > 0)
                .map(
                        frame ->
                                "    at %s (%s:%d)"
                                        .formatted(
                                                frame.getMethodName(),
                                                frame.getFileName(),
                                                frame.getLineNumber()))
                .distinct()
                .toList();
    }

    private static String trace(Throwable thrown) {
        StringBuilder out = new StringBuilder("main ended with ");
        Set<Throwable> seen = new HashSet<>();
        Throwable at = thrown;
        while (at != null && seen.size() < DEEPEST && seen.add(at)) {
            out.append(seen.size() == 1 ? "" : "\ncaused by ");
            out.append(at.getClass().getSimpleName());
            if (at.getMessage() != null) {
                out.append(": ").append(at.getMessage());
            }
            frames(at).forEach(frame -> out.append('\n').append(frame));
            at = at.getCause();
        }
        return out.toString();
    }
}
