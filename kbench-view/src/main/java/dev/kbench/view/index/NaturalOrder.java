package dev.kbench.view.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.Arrays;

/// The natural order of documents: folders as they were given, evaluations as they were begun,
/// positions as planned, run files behind them. Mostly that is the order in which they lie, and
/// nothing is held.
///
/// Immutable.
final class NaturalOrder {
    private static final int[] AS_THEY_LIE = {};

    private final int[] documents;

    private NaturalOrder(int[] documents) {
        this.documents = documents;
    }

    static NaturalOrder of(Snapshot snapshot) throws IOException {
        int count = snapshot.documents();
        long[] keys = new long[count];
        int[] folders = new int[count];
        boolean ordered = true;
        long before = Long.MIN_VALUE;
        int folderBefore = -1;
        for (LeafReaderContext leaf : snapshot.leaves()) {
            NumericDocValues order = DocValues.getNumeric(leaf.reader(), Fields.ORDER);
            int past = leaf.reader().maxDoc();
            if (past == 0) {
                continue;
            }
            int folder = snapshot.folder(leaf.docBase);
            if (folder != folderBefore) {
                before = Long.MIN_VALUE;
                folderBefore = folder;
            }
            for (int doc = 0; doc < past; doc++) {
                long key = order.advanceExact(doc) ? order.longValue() : Long.MAX_VALUE;
                ordered &= key >= before;
                before = key;
                keys[leaf.docBase + doc] = key;
                folders[leaf.docBase + doc] = folder;
            }
        }
        return new NaturalOrder(ordered ? AS_THEY_LIE : sorted(keys, folders));
    }

    /// Sorted within each folder: these lie one behind the other.
    private static int[] sorted(long[] keys, int[] folders) {
        int[] documents = new int[keys.length];
        for (int from = 0; from < keys.length; ) {
            int to = from;
            while (to < keys.length && folders[to] == folders[from]) {
                to++;
            }
            int count = to - from;
            long[] ofFolder = Arrays.copyOfRange(keys, from, to);
            int[] numbers = new int[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = from + i;
            }
            System.arraycopy(StableSort.sort(ofFolder, numbers, count), 0, documents, from, count);
            from = to;
        }
        return documents;
    }

    /// Documents in this order.
    int[] of(FixedBitSet found) {
        int[] in = new int[found.cardinality()];
        int at = 0;
        if (documents.length == 0) {
            for (int doc = Snapshot.next(found, 0);
                    at < in.length;
                    doc = Snapshot.next(found, doc + 1)) {
                in[at++] = doc;
            }
            return in;
        }
        for (int doc : documents) {
            if (found.get(doc)) {
                in[at++] = doc;
            }
        }
        return in;
    }
}
