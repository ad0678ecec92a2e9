package dev.kbench.cli.show;

import dev.kbench.explain.Explained;
import dev.kbench.internal.text.SafeText;
import dev.kbench.workspace.PlannedRuns;

import java.util.List;

/// Why runs are read back or made, as a line for each run.
///
/// @param terminal where they are shown
public record ReasonLines(Terminal terminal) implements ReasonSink {
    private static final int LONGEST = 400;

    @Override
    public void add(Explained run) {
        String which = ReasonList.which(run);
        terminal.lines(
                List.of(
                        "%s run %s%s: %s: %s"
                                .formatted(
                                        SafeText.line(run.key().task().name(), 200),
                                        Figures.count(run.position() + 1),
                                        which.isEmpty()
                                                ? ""
                                                : " (" + SafeText.line(which, LONGEST) + ")",
                                        ReasonList.verdict(run),
                                        SafeText.line(String.join("; ", run.reasons()), LONGEST))));
    }

    @Override
    public void end(PlannedRuns planned) {}
}
