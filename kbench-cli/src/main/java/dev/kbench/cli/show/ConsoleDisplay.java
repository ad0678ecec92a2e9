package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// The conversations, as they happen. A run that is the only one under way is printed as it goes;
/// of parallel ones each is printed whole when it ends, so that none is interleaved. The same holds
/// for runs inside a run.
final class ConsoleDisplay implements Drawn {
    private final Terminal terminal;
    private final Announcements announcements;
    private final DownloadLines downloads;
    private final ConsoleText text;
    private final Floor floor;
    private final Map<String, Floor> runs = new HashMap<>();
    private final Map<String, Integer> jobs = new HashMap<>();

    ConsoleDisplay(Terminal terminal, ModelNames names, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.announcements = new Announcements(terminal);
        this.downloads =
                new DownloadLines(terminal, announcements, nanoTime, terminal.interactive());
        this.text = new ConsoleText(terminal, names);
        this.floor = Floor.root(terminal::lines);
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted e -> started(e);
            case RunEvent.MessageAdded e -> of(e.run()).say(text.message(e, of(e.run())));
            case RunEvent.AssertionRecorded(String run, AssertionResult assertion) ->
                    of(run).assertions().add(assertion);
            case RunEvent.CallRetried e -> of(e.run()).say(text.sentAgain(e, of(e.run())));
            case RunEvent.AnswerRepaired e -> of(e.run()).say(text.repaired(e, of(e.run())));
            case RunEvent.RunRetried e -> retried(e);
            case RunEvent.RunFinished e -> finished(e);
            case RunEvent.EvaluationStarted e -> jobs.put(e.evaluation(), e.jobs());
            case RunEvent.EvaluationFinished e -> jobs.remove(e.evaluation());
            case RunEvent.Notice e -> {
                announcements.add(e);
                announcements.print();
            }
            case RunEvent.StoreFailed e -> {
                announcements.add(e);
                announcements.print();
            }
            case RunEvent.CallFinished _,
                    RunEvent.CallWaiting _,
                    RunEvent.BudgetSpent _,
                    RunEvent.EvaluationStopped _ -> {}
        }
    }

    private void started(RunEvent.RunStarted run) {
        boolean parallel = jobs.getOrDefault(run.evaluation(), 1) > 1;
        Floor own = of(run.parent()).open(run.depth(), parallel);
        runs.put(run.run(), own);
        own.say(text.start(run));
    }

    private void retried(RunEvent.RunRetried run) {
        @Nullable Floor own = runs.remove(run.run());
        if (own != null) {
            own.say(text.retried(run));
            own.close();
        }
    }

    private void finished(RunEvent.RunFinished run) {
        @Nullable Floor own = runs.remove(run.run());
        if (own != null) {
            own.say(text.end(run, own.assertions()));
            own.close();
        }
    }

    /// The floor of a run, the terminal's own outside of runs.
    private Floor of(String run) {
        return runs.getOrDefault(run, floor);
    }

    @Override
    public void frame() {
        announcements.print(downloads.line());
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
