package dev.kbench.view.index;

import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.DirectoryReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The runs of journals and run files: searched, sorted and counted by an index of their own, and
/// read from where they are kept. Of a position in a journal the last attempt counts; runs inside
/// runs are part of these; a run file whose run stands in a journal beside it is left out.
///
/// The index lies in a folder that can be deleted at any time: it is made anew of what is missing
/// there. Journals are never changed and never locked. Several indexes may share a folder, in one
/// process or in several: one of them takes in what is new, the others see what it committed.
///
/// Thread-safe. A search of a million runs holds four bytes for each that it found, of the last few
/// searches.
public final class RunIndex implements AutoCloseable {
    private static final int SEARCHES = 8;
    private static final int SNAPSHOTS = 2;

    /// Lucene tells by warnings which options of the JVM would make it faster.
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    static {
        LUCENE.setLevel(Level.SEVERE);
    }

    private final List<FolderIndex> folders;
    private final RunReading reading;
    private final Analyzer analyzer = new StandardAnalyzer();
    private final Deque<Snapshot> snapshots = new ArrayDeque<>();
    private final Map<String, Selection> searches =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Selection> eldest) {
                    return size() > SEARCHES;
                }
            };
    private List<Optional<DirectoryReader>> readers;

    private RunIndex(List<FolderIndex> folders, Redaction redaction) {
        this.folders = folders;
        this.reading = new RunReading(folders, redaction);
        this.readers = Collections.nCopies(folders.size(), Optional.empty());
    }

    /// Opens the index of what lies in folders, and takes in what is new.
    ///
    /// @param folders folders that runs were written to (with `.kbench/journal` and run files in
    ///   them), folders of journals, folders of evaluations, or run files
    /// @param indexFolder where indexes lie, made when it is needed: one folder in there for each
    ///   of those given
    /// @param redaction what is taken out of all texts
    /// @param progress is told while what is new is taken in
    /// @return the index
    /// @throws StoreException if there is nothing at a path, or the disk refuses
    public static RunIndex open(
            List<Path> folders, Path indexFolder, Redaction redaction, IndexProgress progress) {
        List<FolderIndex> all = new ArrayList<>();
        for (Path folder : folders.stream().distinct().toList()) {
            all.add(new FolderIndex(Sources.at(folder), indexFolder, redaction));
        }
        RunIndex index = new RunIndex(List.copyOf(all), redaction);
        index.refresh(progress);
        return index;
    }

    /// Takes in what was written since, from where it was read to before.
    ///
    /// @param progress is told meanwhile
    /// @return whether there is something new to see
    /// @throws StoreException if the disk refuses
    public synchronized boolean refresh(IndexProgress progress) {
        for (FolderIndex folder : folders) {
            folder.update(progress);
        }
        try {
            List<Optional<DirectoryReader>> now = new ArrayList<>();
            for (int i = 0; i < folders.size(); i++) {
                now.add(folders.get(i).reader(readers.get(i)));
            }
            return show(now);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean show(List<Optional<DirectoryReader>> now) throws IOException {
        Snapshot current = snapshots.peekLast();
        if (current != null && current.isOf(now)) {
            return false;
        }
        snapshots.addLast(new Snapshot(now, analyzer));
        for (int i = 0; i < now.size(); i++) {
            if (!readers.get(i).equals(now.get(i))) {
                close(readers.get(i));
            }
        }
        readers = now;
        reading.close();
        searches.clear();
        if (snapshots.size() > SNAPSHOTS) {
            snapshots.removeFirst().release();
        }
        return true;
    }

    private static StoreException unreadable(IOException e) {
        return new StoreException(
                "the index of runs cannot be read: %s; delete its folder to have it made anew"
                        .formatted(e.getMessage()),
                e);
    }

    /// What of the journals is damaged or cannot be read, as found when it was taken in.
    ///
    /// @return a sentence or two each; mostly none
    public synchronized List<String> notices() {
        return folders.stream().flatMap(folder -> folder.notices().stream()).toList();
    }

    /// Searches.
    ///
    /// @param query what for, and in which order
    /// @return what was found
    /// @throws StoreException if the index cannot be read
    public Found search(RunQuery query) {
        return new Found(this, query, select(query));
    }

    Selection select(RunQuery query) {
        String key = query.withGroup("").toQueryString();
        synchronized (this) {
            Selection known = searches.get(key);
            if (known != null) {
                return known;
            }
        }
        Selection made = use(snapshot -> Selection.of(snapshot, query));
        synchronized (this) {
            if (made.snapshot() == snapshots.peekLast()) {
                searches.put(key, made);
            }
        }
        return made;
    }

    /// Counts what there is to choose from in a search.
    ///
    /// @param query the search
    /// @return the counts
    /// @throws StoreException if the index cannot be read
    public Facets facets(RunQuery query) {
        return use(snapshot -> new Counting(snapshot).facets(query));
    }

    /// Counts what a search finds by the column that it groups by.
    ///
    /// @param query the search
    /// @return the largest groups, up to 1,000, the largest first; none where it does not group
    /// @throws StoreException if the index cannot be read
    public List<RunGroup> groups(RunQuery query) {
        return query.group().isEmpty()
                ? List.of()
                : use(snapshot -> new Counting(snapshot).groups(query));
    }

    /// Works out what models came to at tasks, of the runs that a search finds.
    ///
    /// @param query the search
    /// @return a cell for each task and model that there are runs of, by task and by model
    /// @throws StoreException if the index cannot be read
    public List<RunCell> cells(RunQuery query) {
        return use(snapshot -> new Cells(snapshot).of(query));
    }

    /// Reads a run whole. What of it cannot be read is told by its troubles.
    ///
    /// @param id its id, or that of a run inside it, or of an earlier attempt at it
    /// @return the run
    /// @throws NoSuchElementException if there is no such run
    /// @throws StoreException if it is not where the index says
    public ViewedRun read(RunId id) {
        return use(
                snapshot -> {
                    Address address = Address.of(id);
                    int doc = snapshot.document(folder(address), address.read());
                    if (doc < 0) {
                        throw missing(id);
                    }
                    ViewedRun run = reading.whole(snapshot, doc);
                    for (String inner : address.inner()) {
                        run = inside(run, inner, id);
                    }
                    return run;
                });
    }

    /// Lists the attempts at a run that came before the one that counts, and ended.
    ///
    /// @param id the run's id
    /// @return in the order in which they were made, each by an id of its own; none for a run
    ///   inside another, and for an earlier attempt
    /// @throws StoreException if the index cannot be read
    public List<RunLine> earlier(RunId id) {
        Address address = Address.of(id);
        if (address.attempt() > 0 || !address.inner().isEmpty()) {
            return List.of();
        }
        return use(
                snapshot -> {
                    List<RunLine> lines = new ArrayList<>();
                    for (int doc : snapshot.earlier(folder(address), address.key())) {
                        lines.add(reading.line(snapshot, doc));
                    }
                    return lines;
                });
    }

    private static ViewedRun inside(ViewedRun run, String number, RunId id) {
        return run.subruns().stream()
                .filter(inner -> inner.id().text().equals(run.id() + "~" + number))
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    private static NoSuchElementException missing(RunId id) {
        return new NoSuchElementException(
                "there is no run %s: it was removed, or it lies in another folder than those that are looked at"
                        .formatted(id));
    }

    /// The document of a run; of an earlier attempt, that of the run.
    ///
    /// @return -1 where there is none
    int document(Snapshot snapshot, RunId id) throws IOException {
        Address address = Address.of(id);
        return snapshot.document(folder(address), address.key());
    }

    private int folder(Address address) {
        return folders.stream().map(FolderIndex::prefix).toList().indexOf(address.folder());
    }

    /// What an id says.
    ///
    /// @param attempt which attempt it is about, where another one counts; else 0
    private record Address(String folder, String key, int attempt, List<String> inner) {
        static Address of(RunId id) {
            List<String> parts = List.of(id.text().split("~", -1));
            return parts.size() < 3
                    ? new Address("", "", 0, List.of())
                    : new Address(
                            parts.getFirst(),
                            parts.get(1) + "~" + parts.get(2),
                            id.attempt(),
                            parts.subList(id.attempt() == 0 ? 3 : 4, parts.size()));
        }

        /// The key of what is read.
        String read() {
            return attempt == 0 ? key : Fields.attemptKey(key, attempt);
        }
    }

    RunReading reading() {
        return reading;
    }

    /// What is done with the current snapshot.
    private interface Use<T> {
        T of(Snapshot snapshot) throws IOException;
    }

    private <T> T use(Use<T> use) {
        Snapshot snapshot = held();
        try {
            return use.of(snapshot);
        } catch (IOException e) {
            throw unreadable(e);
        } finally {
            snapshot.release();
        }
    }

    private synchronized Snapshot held() {
        Snapshot current = snapshots.peekLast();
        if (current == null || !current.hold()) {
            throw new IllegalStateException("the index of runs is closed");
        }
        return current;
    }

    @Override
    public synchronized void close() {
        reading.close();
        searches.clear();
        while (!snapshots.isEmpty()) {
            snapshots.removeFirst().release();
        }
        readers.forEach(RunIndex::close);
        readers = Collections.nCopies(folders.size(), Optional.empty());
        analyzer.close();
    }

    private static void close(Optional<DirectoryReader> reader) {
        try {
            if (reader.isPresent()) {
                reader.get().close();
            }
        } catch (IOException nothingToLose) {
            // it was only read from
        }
    }
}
