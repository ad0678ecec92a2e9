package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.RunCatalog;
import dev.kbench.workspace.Reuse;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Completed runs of other journals, looked for only while the cache is on. What was there when it
/// was first asked is known, and what this command's own evaluations have added since.
///
/// Thread-safe.
final class EarlierRuns implements AutoCloseable {
    private final JournalFolder folder;
    private final String own;
    private final List<RunCatalog> catalogs = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private boolean closed;

    /// @param own the journal of whoever asks, which is no other
    EarlierRuns(JournalFolder folder, String own) {
        this.folder = folder;
        this.own = own;
    }

    /// A run that was found.
    ///
    /// @param document its document
    /// @param transcript its conversations
    record Found(String document, Supplier<List<Chat>> transcript) {}

    /// The latest completed run of a key, if the cache is on in the workspace.
    synchronized Optional<Found> find(KeyDigest key, Workspace workspace) {
        if (closed || workspace.reuse() != Reuse.CACHED) {
            return Optional.empty();
        }
        look(workspace);
        for (RunCatalog catalog : catalogs.reversed()) {
            RunCatalog.@Nullable Hit hit = catalog.find(key).orElse(null);
            if (hit != null) {
                byte[] transcript = catalog.transcript(hit).orElse(new byte[0]);
                MediaPlaces there =
                        new JournalMedia(
                                place -> catalog.blob(hit, place),
                                (_, _) -> {
                                    throw new IllegalStateException("is only read");
                                });
                return Optional.of(
                        new Found(
                                hit.run().document(),
                                () -> RunJournal.transcript(transcript, there)));
            }
        }
        return Optional.empty();
    }

    private void look(Workspace workspace) {
        Set<String> noted = new HashSet<>(workspace.journalsNoted());
        noted.remove(own);
        if (catalogs.isEmpty()) {
            catalogs.add(folder.catalog(Set.of(own)));
            known.addAll(noted);
        } else if (known.size() < noted.size()) {
            noted.removeAll(known);
            catalogs.add(folder.catalogOf(noted));
            known.addAll(noted);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        catalogs.forEach(RunCatalog::close);
        catalogs.clear();
    }
}
