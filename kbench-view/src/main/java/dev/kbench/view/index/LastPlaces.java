package dev.kbench.view.index;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Where the last record of each position lies in a journal that is being read: eight bytes for
/// each that was read, and what the index knows of those that were read before.
///
/// One thread.
final class LastPlaces implements AutoCloseable {
    private static final int BITS = 12;

    private final IndexWriter writer;
    private final String evaluation;
    private final boolean whole;
    private final Map<Long, long[]> pages = new HashMap<>();
    private @Nullable DirectoryReader reader;

    /// @param whole whether the journal is read from its beginning
    LastPlaces(IndexWriter writer, String evaluation, boolean whole) {
        this.writer = writer;
        this.evaluation = evaluation;
        this.whole = whole;
    }

    /// Takes in a record.
    ///
    /// @param attempt which attempt it is of: before the first there is none
    /// @return where the one before it lies; 0 where there is none
    long put(long position, int attempt, long place) throws IOException {
        long[] page = pages.computeIfAbsent(position >> BITS, _ -> new long[1 << BITS]);
        int slot = (int) (position & (page.length - 1));
        long before = page[slot];
        page[slot] = place;
        return before == 0 && !whole && attempt > 1 ? indexed(position, place) : before;
    }

    /// What lies behind the record was taken in by a reading that came to nothing.
    private long indexed(long position, long place) throws IOException {
        if (reader == null) {
            reader = DirectoryReader.open(writer);
        }
        Term key = new Term(Fields.KEY, Fields.key(evaluation, position));
        for (ScoreDoc found : new IndexSearcher(reader).search(new TermQuery(key), 1).scoreDocs) {
            LeafReaderContext leaf =
                    reader.leaves().get(ReaderUtil.subIndex(found.doc, reader.leaves()));
            NumericDocValues places = DocValues.getNumeric(leaf.reader(), Fields.PLACE);
            if (places.advanceExact(found.doc - leaf.docBase) && places.longValue() < place) {
                return places.longValue();
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
