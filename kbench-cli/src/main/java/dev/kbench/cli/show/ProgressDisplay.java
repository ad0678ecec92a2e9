package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.util.function.LongSupplier;

/// What both ways of showing progress have in common: an event bumps a counter, and what should be
/// read waits as a line until the next frame.
abstract sealed class ProgressDisplay implements Drawn permits LiveDisplay, PlainDisplay {
    final Terminal terminal;
    final LongSupplier nanoTime;
    final Board board;
    final Announcements announcements;
    final DownloadLines downloads;
    private final ModelNames names;

    ProgressDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime, boolean live) {
        this.terminal = terminal;
        this.names = names;
        this.nanoTime = nanoTime;
        this.board = new Board(nanoTime);
        this.announcements = new Announcements(terminal);
        this.downloads = new DownloadLines(terminal, announcements, nanoTime, live);
    }

    /// Whether each run of an evaluation gets a line, and not only those in trouble.
    abstract boolean saysEachRun(Effort evaluation);

    /// What is said of an evaluation that starts on its own.
    abstract void saysStart(RunEvent.EvaluationStarted evaluation);

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
                    saysStart(e);
                }
            }
            case RunEvent.EvaluationFinished e -> {
                Effort effort = board.evaluation(e.evaluation());
                board.on(e);
                if (effort != null) {
                    announcements.addText(SaidLines.ended(effort.state(nanoTime.getAsLong())));
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
        } else if (saysEachRun(effort)
                || (!run.outcome().equals("completed") && effort.maySayTrouble())) {
            announcements.add(SaidLines.run(terminal, names, run));
        }
    }

    @Override
    public final Progress progress() {
        return downloads;
    }
}
