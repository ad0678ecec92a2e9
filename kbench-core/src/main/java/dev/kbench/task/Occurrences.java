package dev.kbench.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Counts, for each row of a data set, how many rows before it have the same content. Contents are
/// known by the first 128 bits of their digests, in tables of open addressing: a million rows take
/// some 27 to 40 MB while they are counted, and what is kept afterwards is 4 bytes for each row of
/// those pages only in which a row has a predecessor.
///
/// The digests are spread over many small tables by their first bits, so that growing one, by half,
/// takes little memory for a moment.
///
/// One thread until {@link #done}, any from then on.
final class Occurrences {
    private static final int TABLES = 64;
    private static final int PAGE = 1024;

    private final Table[] tables = new Table[TABLES];
    private final Map<Long, int[]> pages = new HashMap<>();

    /// Counts a row; rows come in order.
    ///
    /// @param sha256 the content's digest as hex digits
    void add(long row, String sha256) {
        long high = Long.parseUnsignedLong(sha256, 0, 16, 16);
        long low = Long.parseUnsignedLong(sha256, 16, 32, 16);
        int place = (int) (high >>> 58);
        Table table = tables[place];
        if (table == null) {
            table = new Table();
            tables[place] = table;
        }
        int before = table.countUp(high, low);
        if (before > 0) {
            pages.computeIfAbsent(row / PAGE, _ -> new int[PAGE])[(int) (row % PAGE)] = before;
        }
    }

    /// Forgets the digests: all rows have been counted.
    void done() {
        Arrays.fill(tables, null);
    }

    /// How many rows before a row have its content.
    int of(long row) {
        int[] page = pages.get(row / PAGE);
        return page == null ? 0 : page[(int) (row % PAGE)];
    }

    private static final class Table {
        private static final int FIRST = 64;

        private long[] digests = new long[2 * FIRST];
        private int[] counts = new int[FIRST];
        private int size;

        /// The count so far.
        int countUp(long high, long low) {
            int slot = slot(high, low);
            if (counts[slot] == 0 && size >= counts.length / 5 * 4) {
                grow();
                slot = slot(high, low);
            }
            if (counts[slot] == 0) {
                size++;
                digests[2 * slot] = high;
                digests[2 * slot + 1] = low;
            }
            return counts[slot]++;
        }

        /// Where a digest stands, or is to stand.
        private int slot(long high, long low) {
            int capacity = counts.length;
            int slot = (int) Long.remainderUnsigned(low, capacity);
            while (counts[slot] != 0
                    && (digests[2 * slot] != high || digests[2 * slot + 1] != low)) {
                slot = slot + 1 == capacity ? 0 : slot + 1;
            }
            return slot;
        }

        private void grow() {
            long[] oldDigests = digests;
            int[] oldCounts = counts;
            int capacity = oldCounts.length + oldCounts.length / 2;
            digests = new long[2 * capacity];
            counts = new int[capacity];
            for (int i = 0; i < oldCounts.length; i++) {
                if (oldCounts[i] != 0) {
                    int slot = slot(oldDigests[2 * i], oldDigests[2 * i + 1]);
                    digests[2 * slot] = oldDigests[2 * i];
                    digests[2 * slot + 1] = oldDigests[2 * i + 1];
                    counts[slot] = oldCounts[i];
                }
            }
        }
    }
}
