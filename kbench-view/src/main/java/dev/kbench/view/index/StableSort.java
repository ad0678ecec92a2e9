package dev.kbench.view.index;

/// Sorts numbers of documents by keys: a radix sort of eight passes, of which those are left out
/// whose byte all keys share. Equal keys keep their order.
final class StableSort {
    private static final int BYTE = 256;

    private StableSort() {}

    /// Sorts.
    ///
    /// @param keys the keys, which are sorted too
    /// @param docs what belongs to the keys
    /// @param count how many of both
    /// @return the documents in the order of their keys; one of the arrays given or another
    static int[] sort(long[] keys, int[] docs, int count) {
        long[] fromKeys = keys;
        int[] fromDocs = docs;
        long[] toKeys = new long[count];
        int[] toDocs = new int[count];
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            int[] starts = starts(fromKeys, count, shift);
            if (starts.length == 0) {
                continue;
            }
            for (int i = 0; i < count; i++) {
                int at = starts[digit(fromKeys[i], shift)]++;
                toKeys[at] = fromKeys[i];
                toDocs[at] = fromDocs[i];
            }
            long[] keysDone = toKeys;
            toKeys = fromKeys;
            fromKeys = keysDone;
            int[] docsDone = toDocs;
            toDocs = fromDocs;
            fromDocs = docsDone;
        }
        return fromDocs;
    }

    /// Where each digit's keys begin; nothing where all have the same.
    private static int[] starts(long[] keys, int count, int shift) {
        int[] counts = new int[BYTE];
        for (int i = 0; i < count; i++) {
            counts[digit(keys[i], shift)]++;
        }
        int sum = 0;
        for (int i = 0; i < BYTE; i++) {
            if (counts[i] == count) {
                return new int[0];
            }
            int here = counts[i];
            counts[i] = sum;
            sum += here;
        }
        return counts;
    }

    /// The sign's bit is turned, so that negative keys come first.
    private static int digit(long key, int shift) {
        return (int) ((key ^ Long.MIN_VALUE) >>> shift) & (BYTE - 1);
    }
}
