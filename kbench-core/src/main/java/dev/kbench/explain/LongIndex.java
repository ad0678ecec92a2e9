package dev.kbench.explain;

import java.util.Arrays;

/// From 64-bit hashes to numbers from 0: open addressing, at most two thirds full. One thread.
final class LongIndex {
    static final int NONE = -1;

    private long[] keys = new long[64];
    private int[] values = filled(64);
    private int size;

    private static int[] filled(int capacity) {
        int[] values = new int[capacity];
        Arrays.fill(values, NONE);
        return values;
    }

    /// The number of a hash, {@link #NONE} where it has none.
    int get(long key) {
        return values[slot(key)];
    }

    /// Gives a hash a number, in the place of the one it has.
    void put(long key, int value) {
        if (size >= keys.length / 3 * 2) {
            grow();
        }
        int slot = slot(key);
        size += values[slot] == NONE ? 1 : 0;
        keys[slot] = key;
        values[slot] = value;
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) Hashes.mixed(key) & mask;
        while (values[slot] != NONE && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[Math.multiplyExact(2, oldKeys.length)];
        values = filled(keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
