package dev.kbench.evaluate;

import java.util.concurrent.atomic.AtomicInteger;

/// Which kind of thread a job gets. A body that spins holds the carrier of its virtual thread for
/// ever; once as many bodies as there are carriers, less one, have outlived their runs, further
/// jobs get threads of the platform, which the operating system shares out by itself. All threads
/// are daemons: none keeps the process alive.
final class Carriers {
    private static final int LIMIT =
            Math.max(
                    1,
                    Integer.getInteger(
                                    "jdk.virtualThreadScheduler.parallelism",
                                    Runtime.getRuntime().availableProcessors())
                            - 1);

    /// Bodies on virtual threads that still run though their runs have ended, in this process.
    private static final AtomicInteger OVERDUE = new AtomicInteger();

    private Carriers() {}

    /// Whether virtual threads may be out of carriers.
    static boolean scarce() {
        return OVERDUE.get() >= LIMIT;
    }

    static void overdue() {
        OVERDUE.incrementAndGet();
    }

    static void home() {
        OVERDUE.decrementAndGet();
    }

    static Thread.Builder thread(boolean virtual) {
        return virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon();
    }
}
