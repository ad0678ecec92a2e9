package dev.kbench.notebook;

import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceUnit;
import dev.kbench.key.KbenchException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a cell's code threw, as its author is told: the message and the lines of cells. What kbench
/// or the JDK did below them is nobody's line.
final class ThrownText {
    private static final int DEEPEST = 5;
    private static final int FRAMES = 10;

    /// A variable that JShell emptied, since a declaration that its cell uses was evaluated anew.
    private static final Pattern EMPTIED =
            Pattern.compile("because \"REPL\\.\\$JShell\\$\\w+\\.(\\w+)\" is null");

    /// The method that JShell makes of a variable's initializer.
    private static final String INITIALIZER = "do_it$Aux";

    private ThrownText() {}

    static String of(Throwable thrown) {
        if (thrown instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
            return "interrupted";
        }
        List<String> lines = new ArrayList<>();
        Set<Throwable> seen = new HashSet<>();
        Throwable at = thrown;
        while (at != null && seen.size() < DEEPEST && seen.add(at)) {
            lines.add((lines.isEmpty() ? "" : "caused by ") + head(at));
            places(at).forEach(place -> lines.add("    at " + place));
            at = at instanceof KbenchException ? null : at.getCause();
        }
        return String.join("\n", lines);
    }

    private static String head(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null) {
            return thrown.getClass().getSimpleName();
        }
        Matcher emptied = EMPTIED.matcher(message);
        if (thrown instanceof NullPointerException && emptied.find()) {
            return "'%s' has no value: what its cell uses was declared anew since; run the cell that declares it again"
                    .formatted(emptied.group(1));
        }
        return byKbench(thrown)
                ? message
                : "%s: %s".formatted(thrown.getClass().getSimpleName(), message);
    }

    /// Whether kbench tells something, rather than the cell's code failing by itself.
    private static boolean byKbench(Throwable thrown) {
        return thrown instanceof KbenchException
                || ((thrown instanceof IllegalArgumentException
                                || thrown instanceof IllegalStateException)
                        && Arrays.stream(thrown.getStackTrace())
                                .map(StackTraceElement::getClassName)
                                .filter(name -> !name.startsWith("java."))
                                .findFirst()
                                .filter(name -> name.startsWith("dev.kbench."))
                                .isPresent());
    }

    private static List<String> places(Throwable thrown) {
        List<String> places = new ArrayList<>();
        String callee = "";
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!callee.equals(INITIALIZER)) { // what calls that stands on no line of the user's
                place(frame).filter(place -> !places.contains(place)).ifPresent(places::add);
            }
            callee = frame.getMethodName();
        }
        return places.subList(0, Math.min(FRAMES, places.size()));
    }

    private static Optional<String> place(StackTraceElement frame) {
        int line = frame.getLineNumber();
        return line < 1
                ? Optional.empty()
                : SourceCatalog.registered(frame.getClassName())
                        .map((SourceUnit unit) -> unit.fileName() + ":" + unit.told(line));
    }
}
