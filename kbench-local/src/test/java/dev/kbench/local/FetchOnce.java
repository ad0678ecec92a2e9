package dev.kbench.local;

import java.nio.file.Path;

/// Fetches weights in a process of its own, and prints what it is told of.
final class FetchOnce {
    private FetchOnce() {}

    /// @param args the cache folder, the Python, the weights' size and sum
    public static void main(String[] args) throws InterruptedException {
        new WeightsStore(Path.of(args[0]), args[1], Disk.REAL)
                .fetch(
                        WeightsStoreTest.weights(Long.parseLong(args[2]), args[3]),
                        (what, _, _) -> System.out.println(what));
    }
}
