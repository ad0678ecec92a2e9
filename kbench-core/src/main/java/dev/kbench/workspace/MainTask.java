package dev.kbench.workspace;

import dev.kbench.event.RunEvent;
import dev.kbench.store.Choice;

/// The task that a command chose for the platform to show. What the command writes after that is
/// set aside at its end.
///
/// Thread-safe.
final class MainTask implements AutoCloseable {
    private final Workspace workspace;
    private String task = "";

    MainTask(Workspace workspace) {
        this.workspace = workspace;
    }

    synchronized Choice choose(String name) {
        if (!task.isEmpty() && !task.equals(name)) {
            throw new IllegalStateException(
                    "choose('%s'): '%s' is chosen already, and the platform shows one task; choose the one that the leaderboard is of"
                            .formatted(name, task));
        }
        Choice choice = workspace.store().choose(name);
        task = name;
        tell(choice);
        return choice;
    }

    private void tell(Choice choice) {
        if (!choice.kept().isEmpty()) {
            notice(choice.toString());
        }
        choice.warnings().forEach(this::notice);
    }

    private void notice(String text) {
        workspace.listeners().tell(new RunEvent.Notice(text));
    }

    @Override
    public synchronized void close() {
        if (!task.isEmpty()) {
            Choice choice = workspace.store().choose(task);
            if (choice.folder().isPresent()) {
                tell(choice);
            }
        }
    }
}
