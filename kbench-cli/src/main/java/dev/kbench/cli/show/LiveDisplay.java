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

    @Override
    public void frame() {
        announcements.print();
        Effort.State state = board.current();
        String download = downloads.line();
        if (!download.isEmpty()) {
            terminal.live(download);
        } else {
            terminal.live(state == null ? "" : line.of(state));
        }
    }

    @Override
    public void close() {
        if (terminal.settle()) {
            announcements.printLast();
        }
    }
}
