package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Set<String> told = ConcurrentHashMap.newKeySet();

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
            tell(run);
            frame();
        } else if (saysEachRun(effort)
                || (!run.outcome().equals("completed") && effort.maySayTrouble())) {
            tell(run);
        }
    }

    private void tell(RunEvent.RunFinished run) {
        String line = SaidLines.run(terminal, names, run);
        if (!run.outcome().equals("completed") && !line.endsWith("…")) {
            told.add(run.run());
        }
        announcements.add(line);
    }

    /// Whether a line has said in full what went wrong with a run.
    final boolean hasTold(String run) {
        return told.contains(run);
    }

    @Override
    public final Progress progress() {
        return downloads;
    }
}
