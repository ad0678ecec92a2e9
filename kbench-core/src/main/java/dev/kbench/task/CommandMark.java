package dev.kbench.task;

import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The mark that a command leaves from its first run to its end, where it is told how it ended
/// ({@link Workspace#tellsEnd}): a command that was cut short after its last run, before its table
/// was printed, is gone on with and pays nothing again.
///
/// Thread-safe.
final class CommandMark implements AutoCloseable {
    private final Workspace workspace;
    private @Nullable JournalFolder folder;

    private CommandMark(Workspace workspace) {
        this.workspace = workspace;
    }

    /// That of the current command.
    static CommandMark of(Workspace workspace) {
        return workspace.shared(CommandMark.class, () -> new CommandMark(workspace));
    }

    /// Whether an evaluation that finished is part of a command that did not come to its end.
    static boolean isOfOpen(JournalSummary one, JournalFolder folder) {
        return one.state() == JournalState.FINISHED
                && one.plan()
                        .filter(
                                plan ->
                                        folder.openCommands()
                                                .hasAny(JournalNote.of(plan).commands()))
                        .isPresent();
    }

    /// The command is under way, and with it those that it goes on with; on disk when this returns.
    ///
    /// @param before the evaluation that it goes on with, if it does
    synchronized void begin(JournalFolder journals, Optional<JournalSummary> before) {
        before.flatMap(JournalSummary::plan)
                .ifPresent(plan -> workspace.goOnWith(JournalNote.of(plan).commands()));
        if (workspace.endIsTold()) {
            folder = journals;
            journals.openCommands().begin(workspace.commands());
        }
    }

    @Override
    public synchronized void close() {
        if (folder != null && workspace.isComplete()) {
            folder.openCommands().end(workspace.commands());
        }
    }
}
