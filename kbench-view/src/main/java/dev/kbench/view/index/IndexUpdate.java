package dev.kbench.view.index;

import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.Damage;
import dev.kbench.store.journal.JournalFollower;
import dev.kbench.store.journal.JournalMark;
import dev.kbench.store.journal.JournalPlace;
import dev.kbench.store.journal.StoredRun;
import dev.kbench.view.run.FiledRuns;
import dev.kbench.view.run.JournalRuns;

import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Takes what is new in journals and run files into an index, and commits it: now and then while it
/// is at it, so that others see it grow and nothing is read twice where it is cut short.
///
/// One thread, once.
final class IndexUpdate {
    private static final int COMMIT_EVERY = 100_000;
    private static final int TELL_EVERY = 1_000;

    private final IndexWriter writer;
    private final Sources sources;
    private final Redaction redaction;
    private final Manifest manifest;
    private final IndexProgress progress;
    private long runs;
    private long bytes;
    private long ofBytes;
    private boolean changed;

    IndexUpdate(
            IndexWriter writer,
            Sources sources,
            Redaction redaction,
            Manifest manifest,
            IndexProgress progress) {
        this.writer = writer;
        this.sources = sources;
        this.redaction = redaction;
        this.manifest = manifest;
        this.progress = progress;
    }

    void take(List<JournalPlace> journals, SequencedMap<String, Long> files) throws IOException {
        forgetOthers(journals);
        for (JournalPlace place : journals) {
            ofBytes += Math.max(0, place.bytes() - manifest.mark(place.id()).end());
        }
        try {
            for (JournalPlace place : journals) {
                take(place);
            }
            takeFiles(files);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        progress.read(runs, ofBytes, ofBytes);
        commit();
    }

    /// Files that stood behind runs of a journal that is gone are read again.
    private void forgetOthers(List<JournalPlace> journals) throws IOException {
        Set<String> gone = new HashSet<>(manifest.evaluations());
        journals.forEach(place -> gone.remove(place.id()));
        for (String evaluation : gone) {
            manifest.forget(evaluation);
            remove(evaluation);
        }
    }

    private void remove(String evaluation) throws IOException {
        writer.deleteDocuments(new Term(RunColumn.EVALUATION.key(), Fields.term(evaluation)));
        writer.deleteDocuments(
                new BooleanQuery.Builder()
                        .add(marked(Fields.FILED), BooleanClause.Occur.FILTER)
                        .add(marked(Fields.HIDDEN), BooleanClause.Occur.FILTER)
                        .build());
        changed = true;
    }

    private static TermQuery marked(String field) {
        return new TermQuery(new Term(field, Fields.YES));
    }

    private void take(JournalPlace place) throws IOException {
        try (JournalRuns journal = sources.open(place.id(), redaction)) {
            JournalMark from = manifest.mark(place.id());
            if (!journal.journal().continues(from)) {
                remove(place.id());
                manifest.forget(place.id());
                from = JournalMark.START;
            }
            read(place, journal, from);
        } catch (StoreException e) {
            manifest.notice(place.id(), String.valueOf(e.getMessage()));
            changed = true;
        }
    }

    private void read(JournalPlace place, JournalRuns journal, JournalMark from)
            throws IOException {
        try (LastPlaces places = new LastPlaces(writer, place.id(), from.last() == 0)) {
            Taking taking = new Taking(place, journal, places, from);
            JournalFollower.Progress done;
            try {
                done = journal.journal().read(from, taking);
            } catch (StoreException e) {
                // what was taken in by then is not to be taken in again
                manifest.mark(place.id(), taking.last);
                throw e;
            }
            changed |= !done.mark().equals(manifest.mark(place.id()));
            manifest.mark(place.id(), done.mark());
            done.damages().stream()
                    .filter(damage -> damage.kind() != Damage.Kind.TAIL)
                    .forEach(damage -> manifest.notice(place.id(), damage.text()));
        }
    }

    /// Takes in the runs of one journal.
    private final class Taking implements JournalFollower.Visitor {
        private final JournalPlace place;
        private final JournalRuns journal;
        private final LastPlaces places;
        private final boolean whole;
        private JournalMark last;

        Taking(JournalPlace place, JournalRuns journal, LastPlaces places, JournalMark from) {
            this.place = place;
            this.journal = journal;
            this.places = places;
            this.whole = from.last() == 0;
            this.last = from;
        }

        @Override
        public void finished(JournalMark mark, StoredRun run) {
            long position = run.run().position();
            Document document =
                    Fields.ofJournal(
                            place.id(),
                            place.number(),
                            position,
                            mark.last(),
                            journal.facts(run),
                            journal.words(run).all());
            try {
                long before = places.put(position, run.run().attempt(), mark.last());
                if (before > 0) {
                    keep(position, before);
                }
                if (whole && before == 0) {
                    writer.addDocument(document);
                } else {
                    writer.updateDocument(
                            new Term(Fields.KEY, Fields.key(place.id(), position)), document);
                }
                changed = true;
                bytes += mark.end() - last.end();
                last = mark;
                if (++runs % TELL_EVERY == 0) {
                    progress.read(runs, bytes, ofBytes);
                }
                if (runs % COMMIT_EVERY == 0) {
                    manifest.mark(place.id(), mark);
                    commit();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// An attempt that another one follows.
        private void keep(long position, long at) throws IOException {
            int attempt = journal.journal().run(at).run().attempt();
            String key = Fields.attemptKey(Fields.key(place.id(), position), attempt);
            writer.updateDocument(
                    new Term(Fields.KEY, key),
                    Fields.ofEarlier(place.id(), place.number(), position, attempt, at));
        }
    }

    private void commit() throws IOException {
        if (changed) {
            writer.setLiveCommitData(manifest.commit().entrySet());
            writer.commit();
            changed = false;
        }
    }

    private void takeFiles(SequencedMap<String, Long> files) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            Map<String, Long> known = FiledNames.in(reader);
            for (String name : known.keySet()) {
                if (!files.containsKey(name)) {
                    writer.deleteDocuments(new Term(Fields.KEY, Fields.fileKey(name)));
                    changed = true;
                }
            }
            IndexSearcher searcher = new IndexSearcher(reader);
            for (Map.Entry<String, Long> file : files.sequencedEntrySet()) {
                if (!file.getValue().equals(known.get(file.getKey()))) {
                    takeFile(file.getKey(), file.getValue(), searcher);
                }
            }
        }
    }

    private void takeFile(String name, long stamp, IndexSearcher searcher) throws IOException {
        FiledRuns.Filed filed = new FiledRuns(redaction).read(sources.file(name));
        String twin = Fields.twin(filed.facts().task(), filed.facts().number());
        boolean hidden =
                !filed.facts().number().isEmpty()
                        && searcher.count(new TermQuery(new Term(Fields.TWIN, twin))) > 0;
        writer.updateDocument(
                new Term(Fields.KEY, Fields.fileKey(name)),
                hidden
                        ? Fields.ofTwin(name, stamp)
                        : Fields.ofFile(name, stamp, filed.facts(), filed.words().all()));
        changed = true;
        if (++runs % TELL_EVERY == 0) {
            progress.read(runs, bytes, ofBytes);
        }
    }
}
