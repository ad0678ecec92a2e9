package dev.kbench.view.index;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the indexes of all folders held at one moment, their documents numbered through. Its
/// readers stay open as long as somebody uses it.
///
/// Thread-safe.
final class Snapshot {
    private final List<DirectoryReader> readers = new ArrayList<>();
    private final List<Integer> folders = new ArrayList<>();
    private final MultiReader all;
    private final IndexSearcher searcher;
    private final Analyzer analyzer;
    private final Ordinals ordinals;
    private final boolean hides;
    private @Nullable NaturalOrder natural;
    private @Nullable FixedBitSet failing;

    /// @param perFolder the folders' readers, in order; empty where there is no index yet
    Snapshot(List<Optional<DirectoryReader>> perFolder, Analyzer analyzer) throws IOException {
        for (int folder = 0; folder < perFolder.size(); folder++) {
            if (perFolder.get(folder).isPresent()) {
                readers.add(perFolder.get(folder).get());
                folders.add(folder);
            }
        }
        this.all = new MultiReader(readers.toArray(IndexReader[]::new), false);
        this.searcher = new IndexSearcher(all);
        this.searcher.setQueryCache(null);
        this.analyzer = analyzer;
        this.ordinals = new Ordinals(all.leaves());
        this.hides = all.docFreq(new Term(Fields.HIDDEN, Fields.YES)) > 0;
    }

    /// Whether it shows what other readers show.
    boolean isOf(List<Optional<DirectoryReader>> others) {
        return readers.equals(others.stream().flatMap(Optional::stream).toList());
    }

    /// Takes hold of it, so that it is not closed meanwhile.
    ///
    /// @return false where it is closed already
    boolean hold() {
        return all.tryIncRef();
    }

    /// Lets go of it.
    void release() {
        try {
            all.decRef();
        } catch (IOException nothingToLose) {
            // it was only read from
        }
    }

    List<LeafReaderContext> leaves() {
        return all.leaves();
    }

    int documents() {
        return all.maxDoc();
    }

    Ordinals ordinals() {
        return ordinals;
    }

    /// The documents that a search finds.
    FixedBitSet find(RunQuery query) throws IOException {
        return find(Conditions.of(query, hides, analyzer));
    }

    FixedBitSet find(Query query) throws IOException {
        FixedBitSet found = new FixedBitSet(Math.max(1, all.maxDoc()));
        Weight weight =
                searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : all.leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer == null) {
                continue;
            }
            DocIdSetIterator matches = scorer.iterator();
            matches.nextDoc();
            matches.intoBitSet(leaf.reader().maxDoc(), found, -leaf.docBase);
            Bits live = leaf.reader().getLiveDocs();
            if (live != null) {
                removeDead(found, live, leaf.docBase);
            }
        }
        return found;
    }

    /// What is done with the documents of a part, by their numbers in it.
    interface Visit {
        void of(int here) throws IOException;
    }

    /// Gets ready to visit a part.
    interface Part {
        Visit of(LeafReaderContext leaf) throws IOException;
    }

    /// Visits documents in the order in which they lie.
    void each(FixedBitSet found, Part part) throws IOException {
        for (LeafReaderContext leaf : all.leaves()) {
            Visit visit = part.of(leaf);
            int past = leaf.docBase + leaf.reader().maxDoc();
            for (int doc = next(found, leaf.docBase); doc < past; doc = next(found, doc + 1)) {
                visit.of(doc - leaf.docBase);
            }
        }
    }

    /// The first document that was found from a place on; a very large number where there is none.
    static int next(FixedBitSet found, int from) {
        return from < found.length() ? found.nextSetBit(from) : DocIdSetIterator.NO_MORE_DOCS;
    }

    private static void removeDead(FixedBitSet found, Bits live, int base) {
        for (int doc = 0; doc < live.length(); doc++) {
            if (!live.get(doc)) {
                found.clear(base + doc);
            }
        }
    }

    /// The documents in their natural order.
    synchronized NaturalOrder natural() throws IOException {
        NaturalOrder known = natural;
        if (known == null) {
            known = NaturalOrder.of(this);
            natural = known;
        }
        return known;
    }

    /// The documents of runs that have a verdict and did not pass.
    synchronized FixedBitSet failing() throws IOException {
        FixedBitSet known = failing;
        if (known == null) {
            known =
                    find(
                            RunQuery.ALL
                                    .with(RunColumn.PASSED, List.of("false"))
                                    .with(RunColumn.OUTCOME, List.of("completed", "failed")));
            failing = known;
        }
        return known;
    }

    /// The document of a run, or of an earlier attempt at one.
    ///
    /// @param folder which folder it lies in
    /// @return -1 where there is none
    int document(int folder, String key) throws IOException {
        List<Integer> documents = documents(folder, new TermQuery(new Term(Fields.KEY, key)));
        return documents.isEmpty() ? -1 : documents.getFirst();
    }

    /// The documents of the attempts at a run that came before the one that counts, by their
    /// numbers.
    ///
    /// @param folder which folder they lie in
    List<Integer> earlier(int folder, String key) throws IOException {
        Term keys = new Term(Fields.KEY, Fields.attemptKeys(key));
        Map<Long, Integer> documents = new TreeMap<>();
        for (int doc : documents(folder, new PrefixQuery(keys))) {
            documents.put(number(doc, Fields.EARLIER), doc);
        }
        return List.copyOf(documents.values());
    }

    private List<Integer> documents(int folder, Query query) throws IOException {
        List<Integer> documents = new ArrayList<>();
        if (folders.contains(folder)) {
            FixedBitSet found = find(query);
            for (int doc = next(found, 0);
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = next(found, doc + 1)) {
                if (folder(doc) == folder) {
                    documents.add(doc);
                }
            }
        }
        return documents;
    }

    /// Which folder a document's run lies in.
    int folder(int doc) {
        int base = 0;
        for (int i = 0; i < readers.size(); i++) {
            base += readers.get(i).maxDoc();
            if (doc < base) {
                return folders.get(i);
            }
        }
        throw new IllegalArgumentException("no document " + doc);
    }

    /// Reads a number of one document.
    long number(int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        NumericDocValues values = DocValues.getNumeric(leaf.reader(), field);
        return values.advanceExact(doc - leaf.docBase) ? values.longValue() : 0;
    }

    /// Reads a text of one document.
    String text(int doc, String field) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        var values = DocValues.getSorted(leaf.reader(), field);
        return values.advanceExact(doc - leaf.docBase)
                ? values.lookupOrd(values.ordValue()).utf8ToString()
                : "";
    }

    /// Reads the name of a run file; empty where a document's run lies in a journal.
    String file(int doc) throws IOException {
        LeafReaderContext leaf = leaf(doc);
        var values = DocValues.getBinary(leaf.reader(), Fields.FILE);
        return values.advanceExact(doc - leaf.docBase) ? values.binaryValue().utf8ToString() : "";
    }

    private LeafReaderContext leaf(int doc) {
        return all.leaves().get(ReaderUtil.subIndex(doc, all.leaves()));
    }
}
