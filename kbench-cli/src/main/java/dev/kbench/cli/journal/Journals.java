package dev.kbench.cli.journal;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.JournalTable;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.PruneRule;
import dev.kbench.store.journal.StopRequest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The evaluations kept under a folder: lists, removes and stops them.
public final class Journals {
    private static final long ASK_MILLIS = 50;

    private final Shell shell;
    private final JournalFolder folder;

    /// Opens nothing yet.
    ///
    /// @param shell where results go
    /// @param out the folder that run files go to
    public Journals(Shell shell, Path out) {
        this.shell = shell;
        this.folder = JournalFolder.beside(out);
    }

    /// Shows what there is.
    ///
    /// @param json whether for a program
    /// @return the exit code
    public int list(boolean json) {
        List<JournalSummary> all = folder.list();
        if (json) {
            JournalTable.json(all).forEach(shell.records()::println);
        } else if (all.isEmpty()) {
            shell.say("no evaluations are kept in " + folder.root());
        } else {
            shell.terminal().lines(JournalTable.of(all, shell.terminal().columns()));
        }
        return 0;
    }

    /// Removes what a rule takes.
    ///
    /// @param rule which evaluations
    /// @param dryRun whether only to say which
    /// @return the exit code
    public int prune(PruneRule rule, boolean dryRun) {
        List<JournalSummary> removed = folder.prune(rule, dryRun);
        if (!removed.isEmpty()) {
            shell.terminal().lines(JournalTable.of(removed, shell.terminal().columns()));
        }
        long bytes = removed.stream().mapToLong(JournalSummary::bytes).sum();
        shell.say(
                "%s %d evaluations, %s"
                        .formatted(
                                dryRun ? "would remove" : "removed",
                                removed.size(),
                                JournalTable.size(bytes)));
        return 0;
    }

    /// Asks the process that works at an evaluation to stop it.
    ///
    /// @param id the evaluation; empty for the only one that runs
    /// @param patience how long to wait for its answer
    /// @return the exit code
    public int stop(Optional<String> id, Duration patience) {
        String chosen = id.orElseGet(this::running);
        StopRequest request = folder.requestStop(chosen);
        long end = System.nanoTime() + patience.toNanos();
        while (!request.seen()) {
            if (System.nanoTime() - end > 0) {
                throw new MisuseException(
                        "the process that runs %s has not answered within %d s; it may be stopped or too busy: end it by its pid, what it finished is kept"
                                .formatted(chosen, patience.toSeconds()));
            }
            pause();
        }
        shell.say(chosen + " is stopping; the command that started it shows what there is");
        return 0;
    }

    private String running() {
        List<JournalSummary> held =
                folder.list().stream().filter(one -> one.state() == JournalState.RUNNING).toList();
        List<String> evaluations = ids(held, Journals::isEvaluation);
        List<String> running = evaluations.isEmpty() ? ids(held, _ -> true) : evaluations;
        if (running.size() == 1) {
            return running.getFirst();
        }
        throw new MisuseException(
                running.isEmpty()
                        ? "no evaluation is running in %s: there is nothing to stop"
                                .formatted(folder.root())
                        : "%d evaluations are running: name one of %s"
                                .formatted(running.size(), String.join(", ", running)));
    }

    private static List<String> ids(List<JournalSummary> all, Predicate<JournalSummary> chosen) {
        return all.stream().filter(chosen).map(JournalSummary::id).toList();
    }

    /// Whether it is not the journal of runs made one by one, whose command may evaluate as well.
    private static boolean isEvaluation(JournalSummary one) {
        return one.plan().filter(plan -> plan.runs() > 0).isPresent();
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MisuseException("interrupted while waiting for the answer");
        }
    }
}
