package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// A hash of each row, to know it again within this process.
///
/// One thread while it grows.
final class Fingerprints {
    static final Fingerprints NONE = new Fingerprints();

    private int[] hashes = new int[64];
    private int size;

    void add(@Nullable Object[] row) {
        if (size == hashes.length) {
            if (size == 1 << 30) {
                throw new IllegalArgumentException(
                        "a data set has at most %d rows".formatted(size));
            }
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash(row);
    }

    boolean isThat(long index, @Nullable Object[] row) {
        return hashes[(int) index] == hash(row);
    }

    /// Missing values at the end do not count: a row of a file that names its columns row by row is
    /// shorter when it is read first.
    private static int hash(@Nullable Object[] row) {
        int end = row.length;
        while (end > 0 && row[end - 1] == null) {
            end--;
        }
        int hash = 1;
        for (int i = 0; i < end; i++) {
            Object value = row[i];
            hash = 31 * hash + (value == null ? 0 : mixed(value.hashCode()));
        }
        return hash;
    }

    /// The hashes of texts that differ in little differ in little.
    private static int mixed(int hash) {
        int mixed = (hash ^ (hash >>> 16)) * 0x7feb352d;
        mixed = (mixed ^ (mixed >>> 15)) * 0x846ca68b;
        return mixed ^ (mixed >>> 16);
    }
}
