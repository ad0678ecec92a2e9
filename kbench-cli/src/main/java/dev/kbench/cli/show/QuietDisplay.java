package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

/// Shows nothing but what was lost: files that could not be written.
final class QuietDisplay implements Display {
    private final Terminal terminal;

    QuietDisplay(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.StoreFailed failed) {
            terminal.line(SaidLines.storeFailed(terminal, failed));
        }
    }

    @Override
    public Progress progress() {
        return Progress.NONE;
    }

    @Override
    public void close() {
        terminal.settle();
    }
}
