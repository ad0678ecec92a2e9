package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Progress in a pipe: a line where an evaluation starts and ends; between them a line per run for
/// small evaluations, and for large ones a line after ten seconds without one.
final class PlainDisplay implements Drawn {
    /// The largest evaluation of which each run gets a line.
    private static final int SMALL = 100;

    private static final long EVERY = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final ModelNames names;
    private final LongSupplier nanoTime;
    private final Board board;
    private final Announcements announcements;
    private final DownloadLines downloads;
    private long lastSaid;

    PlainDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.names = names;
        this.nanoTime = nanoTime;
        this.board = new Board(nanoTime);
        this.announcements = new Announcements(terminal);
        this.downloads = new DownloadLines(terminal, announcements, nanoTime);
        this.lastSaid = nanoTime.getAsLong();
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunFinished e when e.depth() == 0 -> {
                Effort effort = board.of(e.run());
                board.on(e);
                say(e, effort);
            }
            case RunEvent.EvaluationStarted e -> {
                board.on(e);
                if (!e.nested()) {
                    announcements.add(SaidLines.started(e));
                    frame();
                }
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
        } else if (effort.total() <= SMALL
                || (!run.outcome().equals("completed") && effort.maySayTrouble())) {
            announcements.add(SaidLines.run(terminal, names, run));
        }
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
    public Progress progress() {
        return downloads;
    }

    @Override
    public void close() {
        announcements.printLast();
    }
}
