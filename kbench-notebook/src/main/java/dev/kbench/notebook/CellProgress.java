package dev.kbench.notebook;

import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;
import dev.kbench.internal.text.SafeText;
import dev.kbench.view.page.Figures;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;

import java.util.UUID;
import java.util.function.BiConsumer;

/// Shows how far an evaluation is, in one line of its cell that is written over, at most fifty
/// times.
///
/// Thread-safe.
final class CellProgress implements RunListener {
    private static final int STEPS = 50;

    private final BiConsumer<DisplayData, Boolean> shown;
    private String id = "";
    private String task = "";
    private long total;
    private long ended;
    private long passed;

    /// @param shown takes a line, and whether it takes the place of the one before
    CellProgress(BiConsumer<DisplayData, Boolean> shown) {
        this.shown = shown;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.EvaluationStarted started when !started.nested() -> {
                id = UUID.randomUUID().toString();
                task = started.task();
                total = started.total();
                ended = 0;
                passed = 0;
                show(false);
            }
            case RunEvent.RunFinished run when run.depth() == 0 && !id.isEmpty() -> {
                ended++;
                passed += run.passed() ? 1 : 0;
                if (ended * STEPS / total != (ended - 1) * STEPS / total) {
                    show(true);
                }
            }
            case RunEvent.EvaluationFinished _, RunEvent.EvaluationStopped _ -> {
                if (!id.isEmpty()) {
                    show(true);
                    id = "";
                }
            }
            default -> {}
        }
    }

    private void show(boolean again) {
        DisplayData line =
                new DisplayData(
                        "%s: %s of %s runs, %s passed"
                                .formatted(
                                        SafeText.line(task),
                                        Figures.count(ended),
                                        Figures.count(total),
                                        Figures.count(passed)));
        line.setDisplayId(id);
        shown.accept(line, again);
    }
}
