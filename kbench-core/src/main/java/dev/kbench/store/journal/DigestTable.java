package dev.kbench.store.journal;

/// From digests to places in journals: open addressing over primitive arrays, at most three fifths
/// full. Digests are evenly spread, so their own bits are the hash.
final class DigestTable {
    private static final int SMALLEST = 1024;

    private long[] high = new long[SMALLEST];
    private long[] low = new long[SMALLEST];
    private long[] offset = new long[SMALLEST];
    private int[] journal = new int[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /// Takes in a record in the place of an earlier one with the same digest.
    void put(RecordView record, int fromJournal) {
        if (size >= high.length / 5 * 3) {
            grow();
        }
        int slot = slot(record.digestHigh(), record.digestLow());
        size += offset[slot] == 0 ? 1 : 0;
        set(slot, record.digestHigh(), record.digestLow(), record.offset(), fromJournal);
    }

    /// Where a digest stands, -1 where it does not.
    int find(long digestHigh, long digestLow) {
        int slot = slot(digestHigh, digestLow);
        return offset[slot] == 0 ? -1 : slot;
    }

    long offset(int slot) {
        return offset[slot];
    }

    int journal(int slot) {
        return journal[slot];
    }

    /// Its slot, or the free one it would get: no record starts at offset 0.
    private int slot(long digestHigh, long digestLow) {
        int mask = high.length - 1;
        int slot = (int) digestLow & mask;
        while (offset[slot] != 0 && (high[slot] != digestHigh || low[slot] != digestLow)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void set(int slot, long digestHigh, long digestLow, long place, int fromJournal) {
        high[slot] = digestHigh;
        low[slot] = digestLow;
        offset[slot] = place;
        journal[slot] = fromJournal;
    }

    private void grow() {
        long[] oldHigh = high;
        long[] oldLow = low;
        long[] oldOffset = offset;
        int[] oldJournal = journal;
        int capacity = Math.multiplyExact(2, high.length);
        high = new long[capacity];
        low = new long[capacity];
        offset = new long[capacity];
        journal = new int[capacity];
        for (int i = 0; i < oldHigh.length; i++) {
            if (oldOffset[i] != 0) {
                int slot = slot(oldHigh[i], oldLow[i]);
                set(slot, oldHigh[i], oldLow[i], oldOffset[i], oldJournal[i]);
            }
        }
    }
}
