package dev.kbench.store.journal;

import java.util.Arrays;

/// Bytes that are gathered for one write. One thread at a time.
final class Bytes {
    private byte[] array = new byte[8192];
    private int size;

    void add(byte[] bytes) {
        if (array.length - size < bytes.length) {
            array = Arrays.copyOf(array, Math.max(2 * array.length, size + bytes.length));
        }
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
    }

    void clear() {
        size = 0;
    }

    int capacity() {
        return array.length;
    }

    byte[] array() {
        return array;
    }

    int size() {
        return size;
    }
}
