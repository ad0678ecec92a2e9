package dev.kbench.store.journal;

import java.util.ArrayDeque;

/// Buffers that one group leaves to the next: a group's take all it gathers, and growing them anew
/// each time would cost more than filling them.
///
/// Thread-safe.
final class SpareBytes {
    private static final int MOST = 4;
    private static final int LARGEST = 4 << 20;

    private final ArrayDeque<Bytes> spare = new ArrayDeque<>(MOST);

    /// An empty buffer.
    synchronized Bytes take() {
        Bytes last = spare.pollLast();
        return last == null ? new Bytes() : last;
    }

    /// Takes a buffer that nobody uses any more; a large one goes.
    synchronized void give(Bytes bytes) {
        if (spare.size() < MOST && bytes.capacity() <= LARGEST) {
            bytes.clear();
            spare.addLast(bytes);
        }
    }
}
