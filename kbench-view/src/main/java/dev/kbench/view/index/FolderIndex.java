package dev.kbench.view.index;

import dev.kbench.key.CanonicalJson;
import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalMark;
import dev.kbench.store.journal.JournalPlace;
import dev.kbench.view.run.JournalRuns;

import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/// The index of one folder that was given. Whoever finds something new takes the index's lock for
/// as long as it takes that in; others meanwhile look at what was committed. An index that is
/// damaged, of another version, or gone, is made anew.
///
/// One thread at a time.
final class FolderIndex {
    private static final double BUFFER_MEGABYTES = 48;

    private final Sources sources;
    private final Path folder;
    private final Redaction redaction;
    private Seen seen = new Seen(List.of(), new TreeMap<>());
    private List<String> notices = List.of();
    private boolean looked;

    /// What lay there when the index was last brought up to date.
    private record Seen(List<JournalPlace> journals, SequencedMap<String, Long> files) {}

    /// @param indexes where the indexes of all folders lie
    FolderIndex(Sources sources, Path indexes, Redaction redaction) {
        this.sources = sources;
        this.folder = indexes.resolve(hash(sources.given()));
        this.redaction = redaction;
    }

    private static String hash(Path given) {
        return CanonicalJson.sha256Text(given.toString()).substring(0, 12);
    }

    Sources sources() {
        return sources;
    }

    /// What ids of its runs begin with.
    String prefix() {
        return String.valueOf(folder.getFileName());
    }

    /// What of the journals is damaged or cannot be read.
    List<String> notices() {
        return notices;
    }

    /// Takes in what is new, unless another process is at it.
    void update(IndexProgress progress) {
        // the first time each takes its while, one with JSON and one with Lucene
        FutureTask<Optional<Committed>> committed = new FutureTask<>(this::committed);
        if (!looked) {
            Thread.ofVirtual().name("kbench-view-index").start(committed);
        }
        Seen now = new Seen(sources.journals(), sources.files());
        if (Files.exists(folder) && (now.equals(seen) || hasAll(committed, now))) {
            seen = now;
            looked = true;
            return;
        }
        try {
            Files.createDirectories(folder);
            try (FSDirectory directory = FSDirectory.open(folder)) {
                if (!take(directory, now, progress)) {
                    empty(directory);
                    take(directory, now, progress);
                }
            }
            seen = now;
            looked = true;
        } catch (LockObtainFailedException another) {
            // it takes in what is new; this one looks again the next time
        } catch (IOException | AlreadyClosedException e) {
            throw new StoreException(
                    "the index of runs in %s cannot be written: %s; expected a folder on a disk that works and that this user may write to"
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    /// What an index says of itself.
    private record Committed(Manifest manifest, Map<String, Long> files) {}

    /// What was committed last; empty where that is not fit to go on with.
    private Optional<Committed> committed() {
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try (FSDirectory directory = FSDirectory.open(folder);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Map<String, Long> files = FiledNames.in(reader);
            return Manifest.read(reader.getIndexCommit().getUserData())
                    .map(manifest -> new Committed(manifest, files));
        } catch (IOException unfit) {
            return Optional.empty();
        }
    }

    /// Whether what was committed is all there is: then no writer is opened.
    private boolean hasAll(FutureTask<Optional<Committed>> committed, Seen now) {
        committed.run();
        try {
            Optional<Committed> last = committed.get();
            notices = last.map(each -> each.manifest().notices()).orElse(List.of());
            return last.isPresent()
                    && hasAll(last.get().manifest(), now.journals())
                    && last.get().files().equals(now.files());
        } catch (StoreException | ExecutionException lookedAtInTurn) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasAll(Manifest manifest, List<JournalPlace> journals) {
        for (JournalPlace place : journals) {
            JournalMark mark = manifest.mark(place.id());
            if (place.bytes() > JournalMark.START.end() && mark.end() != place.bytes()) {
                return false;
            }
            try (JournalRuns journal = sources.open(place.id(), redaction)) {
                if (!journal.journal().continues(mark)) {
                    return false;
                }
            }
        }
        return journals.stream()
                .map(JournalPlace::id)
                .collect(Collectors.toSet())
                .containsAll(manifest.evaluations());
    }

    /// Takes in what is new.
    ///
    /// @return false where the index is not fit to go on with
    private boolean take(FSDirectory directory, Seen now, IndexProgress progress)
            throws IOException {
        try (StandardAnalyzer analyzer = new StandardAnalyzer();
                IndexWriter writer = new IndexWriter(directory, config(analyzer))) {
            Optional<Manifest> manifest = manifest(writer);
            if (manifest.isEmpty()) {
                return false;
            }
            IndexUpdate update =
                    new IndexUpdate(writer, sources, redaction, manifest.get(), progress);
            update.take(now.journals(), now.files());
            notices = manifest.get().notices();
            return true;
        } catch (IOException e) {
            if (!isUnfit(e)) {
                throw e;
            }
            return false;
        }
    }

    private static void empty(FSDirectory directory) throws IOException {
        try (Lock _ = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            for (String file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static IndexWriterConfig config(StandardAnalyzer analyzer) {
        // neighbours are merged, so that runs keep the order in which they were taken in
        return new IndexWriterConfig(analyzer)
                .setMergePolicy(new LogByteSizeMergePolicy())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setCommitOnClose(false);
    }

    private static Optional<Manifest> manifest(IndexWriter writer) {
        Iterable<Map.Entry<String, String>> commit = writer.getLiveCommitData();
        if (commit == null) {
            return writer.getDocStats().maxDoc == 0
                    ? Optional.of(Manifest.empty())
                    : Optional.empty();
        }
        Map<String, String> data = new TreeMap<>();
        commit.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        return data.isEmpty() && writer.getDocStats().maxDoc == 0
                ? Optional.of(Manifest.empty())
                : Manifest.read(data);
    }

    private static boolean isUnfit(IOException e) {
        return e instanceof CorruptIndexException
                || e instanceof IndexFormatTooOldException
                || e instanceof IndexFormatTooNewException
                || e instanceof IndexNotFoundException
                || e instanceof EOFException
                || e instanceof NoSuchFileException;
    }

    /// What was committed last.
    ///
    /// @param before what was committed before; empty for nothing
    /// @return the same where nothing was committed since; empty where there is no index
    Optional<DirectoryReader> reader(Optional<DirectoryReader> before) {
        try {
            if (before.isPresent()) {
                DirectoryReader newer = DirectoryReader.openIfChanged(before.get());
                return newer == null ? before : Optional.of(newer);
            }
        } catch (IOException | IllegalStateException removed) {
            // another index lies in its place, or none
        }
        if (!Files.exists(folder)) {
            return Optional.empty();
        }
        try {
            FSDirectory directory = FSDirectory.open(folder);
            return DirectoryReader.indexExists(directory)
                    ? Optional.of(DirectoryReader.open(directory))
                    : Optional.empty();
        } catch (IOException e) {
            throw StoreException.reading(folder, e);
        }
    }
}
