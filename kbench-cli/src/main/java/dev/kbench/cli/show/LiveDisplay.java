package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;

/// Progress on a terminal: one live line for what is under way, and above it what should be read.
final class LiveDisplay implements Drawn {
    private final Terminal terminal;
    private final ModelNames names;
    private final LongSupplier nanoTime;
    private final Board board;
    private final Announcements announcements;
    private final ProgressLine line;
    private final DownloadLines downloads;

    LiveDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.names = names;
        this.nanoTime = nanoTime;
        this.board = new Board(nanoTime);
        this.announcements = new Announcements(terminal);
        this.line = new ProgressLine(terminal);
        this.downloads = new DownloadLines(terminal, announcements, nanoTime);
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunFinished e when e.depth() == 0 -> {
                Effort effort = board.of(e.run());
                board.on(e);
                say(e, effort);
            }
            case RunEvent.EvaluationFinished e -> {
                Effort effort = board.evaluation(e.evaluation());
                board.on(e);
                if (effort != null) {
                    announcements.add(SaidLines.ended(effort.state(nanoTime.getAsLong())));
                    frame();
                }
            }
            case RunEvent.Notice e -> announcements.add(e);
            case RunEvent.StoreFailed e -> announcements.add(e);
            default -> board.on(event);
        }
    }

    private void say(RunEvent.RunFinished run, @Nullable Effort effort) {
        if (effort == null || !effort.isEvaluation()) {
            announcements.add(SaidLines.run(terminal, names, run));
            frame();
        } else if (!run.outcome().equals("completed") && effort.maySayTrouble()) {
            announcements.add(SaidLines.run(terminal, names, run));
        }
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
    public Progress progress() {
        return downloads;
    }

    @Override
    public void close() {
        if (terminal.settle()) {
            announcements.printLast();
        }
    }
}
