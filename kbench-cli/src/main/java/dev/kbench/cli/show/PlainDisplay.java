package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Progress in plain lines, as in a pipe: a line where an evaluation starts and ends; between them
/// a line per run for small evaluations, and for large ones a line after ten seconds without one.
final class PlainDisplay extends ProgressDisplay {
    /// The largest evaluation of which each run gets a line.
    private static final int SMALL = 100;

    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    private long lastSaid;

    PlainDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        super(terminal, names, nanoTime, false);
        this.lastSaid = nanoTime.getAsLong();
    }

    @Override
    boolean saysEachRun(Effort evaluation) {
        return evaluation.total() <= SMALL;
    }

    @Override
    void saysStart(RunEvent.EvaluationStarted evaluation) {
        announcements.addText(SaidLines.started(evaluation));
        frame();
    }

    @Override
    public synchronized void frame() {
        boolean said = announcements.print();
        long now = nanoTime.getAsLong();
        Effort.State state = board.current();
        if (state == null || said) {
            lastSaid = now;
        } else if (now - lastSaid >= EVERY) {
            terminal.line(SaidLines.under(state));
            lastSaid = now;
        }
    }

    @Override
    public boolean saidFailure(String run) {
        return hasTold(run);
    }

    @Override
    public void close() {
        announcements.printLast();
    }
}
