package dev.kbench.view.index;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;

/// The documents that a search found, in its order: four bytes each, so that any place among a
/// million is reached at once.
///
/// Immutable.
final class Selection {
    private final Snapshot snapshot;
    private final int[] documents;

    private Selection(Snapshot snapshot, int[] documents) {
        this.snapshot = snapshot;
        this.documents = documents;
    }

    /// What was searched.
    Snapshot snapshot() {
        return snapshot;
    }

    int size() {
        return documents.length;
    }

    /// The document at a place.
    int document(int place) {
        return documents[place];
    }

    /// The place of a document; -1 where it was not found.
    int place(int document) {
        for (int place = 0; place < documents.length; place++) {
            if (documents[place] == document) {
                return place;
            }
        }
        return -1;
    }

    /// Searches and sorts.
    static Selection of(Snapshot snapshot, RunQuery query) throws IOException {
        FixedBitSet found = snapshot.find(query);
        int[] natural = snapshot.natural().of(found);
        if (query.sort().isEmpty()) {
            return new Selection(snapshot, natural);
        }
        RunSort sort = query.sort().get();
        return new Selection(
                snapshot, sorted(natural, new Keys(snapshot, sort).of(found), sort.ascending()));
    }

    /// Runs without a value come last, in their natural order.
    private static int[] sorted(int[] natural, Keyed keyed, boolean ascending) {
        int[] with = new int[natural.length];
        int[] without = new int[natural.length];
        long[] keys = new long[natural.length];
        int valued = 0;
        int others = 0;
        for (int doc : natural) {
            if (keyed.has.get(doc)) {
                keys[valued] = ascending ? keyed.keys[doc] : ~keyed.keys[doc];
                with[valued++] = doc;
            } else {
                without[others++] = doc;
            }
        }
        int[] sorted = StableSort.sort(keys, with, valued);
        int[] all = new int[natural.length];
        System.arraycopy(sorted, 0, all, 0, valued);
        System.arraycopy(without, 0, all, valued, others);
        return all;
    }

    /// Keys by document.
    private static final class Keyed {
        private final long[] keys;
        private final FixedBitSet has;

        Keyed(int documents) {
            keys = new long[documents];
            has = new FixedBitSet(documents);
        }

        void put(int doc, long key) {
            keys[doc] = key;
            has.set(doc);
        }
    }

    /// Reads what is sorted by.
    private record Keys(Snapshot snapshot, RunSort sort) {
        /// Above every number's key.
        private static final long TEXTS = 0x7FF8L << 48;

        Keyed of(FixedBitSet found) throws IOException {
            Keyed keyed = new Keyed(found.length());
            boolean param = sort.key().startsWith(RunSort.PARAM);
            String name = param ? sort.key().substring(RunSort.PARAM.length()) : sort.key();
            if (!param) {
                boolean number = RunColumn.named(name).orElseThrow().isNumber();
                read(name, number, 0, found, keyed);
                return keyed;
            }
            // numbers before texts, each in their own order: a number is a text too
            read(Fields.PARAM + name, false, TEXTS, found, keyed);
            read(Fields.PARAM_NUMBER + name, true, 0, found, keyed);
            return keyed;
        }

        private void read(String field, boolean number, long base, FixedBitSet found, Keyed keyed)
                throws IOException {
            snapshot.each(
                    found,
                    leaf -> number ? numbers(field, leaf, keyed) : texts(field, base, leaf, keyed));
        }

        private static Snapshot.Visit numbers(String field, LeafReaderContext leaf, Keyed keyed)
                throws IOException {
            NumericDocValues numbers = DocValues.getNumeric(leaf.reader(), field);
            return here -> {
                if (numbers.advanceExact(here)) {
                    keyed.put(leaf.docBase + here, numbers.longValue());
                }
            };
        }

        private Snapshot.Visit texts(String field, long base, LeafReaderContext leaf, Keyed keyed)
                throws IOException {
            Ordinals.OfPart texts = snapshot.ordinals().of(field, leaf);
            return here -> {
                int ordinal = texts.of(here);
                if (ordinal >= 0) {
                    keyed.put(leaf.docBase + here, base + ordinal);
                }
            };
        }
    }
}
