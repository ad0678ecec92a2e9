package dev.kbench.view;

import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.view.page.LiveEvaluations;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The evaluations of folders that processes work at, as their journals' locks tell.
final class JournalEvaluations implements LiveEvaluations {
    private static final Path JOURNALS = Path.of(".kbench", "journal");

    private final List<JournalFolder> folders;
    private long looks;

    JournalEvaluations(List<Path> given) {
        this.folders =
                given.stream()
                        .map(path -> path.toAbsolutePath().normalize())
                        .filter(Files::isDirectory)
                        .map(JournalEvaluations::journals)
                        .distinct()
                        .map(JournalFolder::new)
                        .toList();
    }

    /// The folder of journals that a given one is, is in, or has.
    private static Path journals(Path given) {
        Path parent = given.getParent();
        return parent != null && parent.endsWith(JOURNALS)
                ? parent
                : given.endsWith(JOURNALS) ? given : given.resolve(JOURNALS);
    }

    @Override
    public List<Running> running() {
        return folders.stream()
                .flatMap(folder -> folder.running().stream())
                .map(JournalEvaluations::shown)
                .toList();
    }

    private static Running shown(JournalPlan plan) {
        return new Running(plan.id(), plan.task(), plan.models(), plan.runs(), plan.created());
    }

    @Override
    public void stop(String id) {
        for (JournalFolder folder : folders) {
            if (folder.running().stream().anyMatch(plan -> plan.id().equals(id))) {
                var _ = folder.requestStop(id);
                return;
            }
        }
        throw new StoreException(
                "the evaluation %s is not running: there is nothing to stop".formatted(id), null);
    }

    /// Has everybody who waits look again.
    synchronized void tell() {
        looks++;
        notifyAll();
    }

    @Override
    public synchronized void await() throws InterruptedException {
        long seen = looks;
        while (looks == seen) {
            wait();
        }
    }
}
