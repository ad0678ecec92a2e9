package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.llm.budget.CommandPurse;
import dev.kbench.llm.budget.Purse;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.workspace.Workspace;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The budget of a command, which all that it runs shares, and what the commands that it goes on
/// with spent before.
///
/// Thread-safe.
final class CommandBudget implements AutoCloseable {
    private final Workspace workspace;
    private final Optional<Purse> purse;
    private final Set<String> taken = new HashSet<>();

    private CommandBudget(Workspace workspace) {
        this.workspace = workspace;
        this.purse = workspace.shared(CommandPurse.class, CommandPurse::none).purse();
    }

    /// That of the current command.
    static CommandBudget of(Workspace workspace) {
        return workspace.shared(CommandBudget.class, () -> new CommandBudget(workspace));
    }

    /// What it is paid from.
    List<Purse> purses() {
        return purse.stream().toList();
    }

    /// Counts what was spent by the commands that this one goes on with, each journal once.
    ///
    /// @param folder where the journals lie
    /// @param before the one that it goes on with, if it does
    synchronized void takeIn(JournalFolder folder, Optional<JournalSummary> before) {
        if (purse.isEmpty() || before.isEmpty()) {
            return;
        }
        for (JournalSummary one : folder.list()) {
            boolean ofThem =
                    one.plan()
                            .filter(
                                    plan ->
                                            !Collections.disjoint(
                                                    JournalNote.of(plan).commands(),
                                                    workspace.commands()))
                            .isPresent();
            if (ofThem && !workspace.hasNoted(one.id()) && taken.add(one.id())) {
                purse.get().spend(outlay(folder, one));
            }
        }
    }

    private static Outlay outlay(JournalFolder folder, JournalSummary one) {
        try (JournalReader reader = folder.read(one.id())) {
            return reader.index().outlay();
        }
    }

    @Override
    public void close() {}
}
