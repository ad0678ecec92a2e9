package dev.kbench.task;

import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.workspace.Reuse;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// Decides where an evaluation's runs are kept: in the journal of an earlier evaluation of the same
/// plan that did not finish, in a new one, or in memory. An evaluation inside a run of another
/// evaluation is part of that run, and has no journal of its own.
final class Journaling {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 60;

    private Journaling() {}

    /// @param privates the names of the parameters whose values are shown nowhere
    static <T extends @Nullable Object> Keeping<T> open(
            Task<T> task,
            EvaluationPlan plan,
            int size,
            Set<String> privates,
            Workspace workspace) {
        RunScope parent = RunScope.current();
        Optional<JournalFolder> folder = workspace.journals();
        if (size == 0 || folder.isEmpty() || (parent != null && !parent.evaluation().isEmpty())) {
            long number = size == 0 ? 1 : workspace.store().nextNumbers(task.name(), size);
            return new KeepingInMemory<>(
                    task,
                    UUID.randomUUID().toString(),
                    number,
                    size,
                    parent == null ? null : InnerRuns.of(parent));
        }
        JournalFolder journals = folder.get();
        return journals.exclusively(() -> open(task, plan, size, privates, workspace, journals));
    }

    private static <T extends @Nullable Object> Keeping<T> open(
            Task<T> task,
            EvaluationPlan plan,
            int size,
            Set<String> privates,
            Workspace workspace,
            JournalFolder folder) {
        String digest = plan.digest();
        Optional<JournalSummary> before = before(folder, digest, workspace);
        CommandMark.of(workspace).begin(folder, before);
        CommandBudget.of(workspace).takeIn(folder, before);
        EvaluationJournal journal;
        JournalNote note;
        if (before.isPresent()) {
            journal = folder.open(before.get().id());
            note = JournalNote.of(journal.plan());
        } else {
            note =
                    new JournalNote(
                            workspace.store().nextNumbers(task.name(), size), workspace.commands());
            journal = folder.create(newPlan(plan, digest, size, note));
        }
        workspace.noteJournal(journal.plan().id());
        journal.damages()
                .forEach(damage -> workspace.listeners().tell(new RunEvent.Notice(damage.text())));
        return new KeepingInJournal<>(
                task,
                workspace,
                journal,
                size,
                note.firstNumber(),
                privates,
                new EarlierRuns(folder, journal.plan().id()));
    }

    /// The id of the evaluation that the same evaluation would go on with; noted as if it did.
    static Optional<String> continued(EvaluationPlan plan, Workspace workspace) {
        Optional<String> id =
                workspace
                        .journals()
                        .flatMap(folder -> before(folder, plan.digest(), workspace))
                        .map(JournalSummary::id);
        id.ifPresent(workspace::noteJournal);
        return id;
    }

    /// The newest evaluation of the plan, if it can go on, or is part of a command that did not
    /// come to its end, and was not made by this process: one that asks for the same evaluation
    /// twice means it.
    private static Optional<JournalSummary> before(
            JournalFolder folder, String digest, Workspace workspace) {
        if (workspace.reuse() == Reuse.FRESH) {
            return Optional.empty();
        }
        return latest("evaluation", folder, digest, workspace)
                .filter(one -> isToGoOn(one, folder, workspace));
    }

    /// The newest journal of a plan that this process did not make.
    ///
    /// @param what what the plan is of, for the message
    /// @throws StoreException if another process is at it, naming that
    static Optional<JournalSummary> latest(
            String what, JournalFolder folder, String digest, Workspace workspace) {
        Optional<JournalSummary> latest =
                folder.ofPlan(digest).stream()
                        .filter(one -> !workspace.hasNoted(one.id()))
                        .findFirst();
        if (latest.isPresent() && latest.get().state() == JournalState.RUNNING) {
            throw new StoreException(
                    "the same %s is running as %2$s in process %3$d; wait for it, stop it with kbench stop %2$s, or start another beside it with --fresh"
                            .formatted(what, latest.get().id(), latest.get().holder().orElse(0)),
                    null);
        }
        return latest;
    }

    /// Whether a journal can go on, or is part of a command that did not come to its end.
    static boolean isToGoOn(JournalSummary one, JournalFolder folder, Workspace workspace) {
        return one.canGoOn()
                || JournalNote.isOf(one, workspace.commands())
                || CommandMark.isOfOpen(one, folder)
                || JournalNote.isOfUnfinished(one, folder);
    }

    private static JournalPlan newPlan(
            EvaluationPlan plan, String digest, int size, JournalNote note) {
        Instant now = Instant.now();
        return new JournalPlan(
                id(folderName(plan.task().name()), now),
                digest,
                plan.task().name(),
                plan.models().stream().map(model -> model.id()).toList(),
                size,
                now,
                note.json());
    }

    /// The plan of a journal for runs that are made one by one.
    static JournalPlan singles(String digest, Workspace workspace) {
        Instant now = Instant.now();
        return new JournalPlan(
                id("runs", now),
                digest,
                "",
                List.of(),
                0,
                now,
                new JournalNote(1, workspace.commands()).json());
    }

    private static String id(String name, Instant now) {
        return "%s-%s-%s"
                .formatted(
                        name,
                        TIME.format(now),
                        HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt()));
    }

    private static String folderName(String task) {
        String name = task.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
        String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return cut.isEmpty() ? "task" : cut;
    }
}
