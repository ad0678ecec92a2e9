package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;

import java.util.function.LongSupplier;

/// Progress on a terminal: one live line for what is under way, and above it what should be read.
final class LiveDisplay extends ProgressDisplay {
    private final ProgressLine line;

    LiveDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        super(terminal, names, nanoTime, true);
        this.line = new ProgressLine(terminal);
    }

    @Override
    boolean saysEachRun(Effort evaluation) {
        return false;
    }

    @Override
    void saysStart(RunEvent.EvaluationStarted evaluation) {
        // The live line does.
    }

    /// One frame at a time: an older state is never drawn over a newer one.
    @Override
    public synchronized void frame() {
        String download = downloads.line();
        Effort.State state = board.current();
        announcements.print(download.isEmpty() ? state == null ? "" : line.of(state) : download);
    }

    @Override
    public void close() {
        if (terminal.settle()) {
            announcements.printLast();
        }
    }
}
