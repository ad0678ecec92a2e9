package dev.kbench.evaluate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Which kind of thread a job gets. A body that spins holds the carrier of its virtual thread for
/// ever; once as many bodies as there are carriers, less one, have outlived their runs, further
/// jobs, and those that have not begun, get threads of the platform, which the operating system
/// shares out by itself. All threads are daemons: none keeps the process alive.
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

    /// Jobs of virtual threads that have not begun, with their threads' names. Whoever takes a job
    /// out runs it.
    private static final Map<Runnable, String> WAITING = new ConcurrentHashMap<>();

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

    /// Starts a thread for a job.
    ///
    /// @throws OutOfMemoryError if there can be no further thread
    static void start(String name, Runnable job) {
        if (scarce()) {
            Thread.ofPlatform().daemon().name(name).start(job);
        } else {
            await(name, job);
            relieve();
        }
    }

    private static void await(String name, Runnable job) {
        WAITING.put(job, name);
        Thread.ofVirtual()
                .name(name)
                .start(
                        () -> {
                            if (WAITING.remove(job) != null) {
                                job.run();
                            }
                        });
    }

    /// Has jobs that wait for a carrier begin without one, where virtual threads may be out of
    /// them: what has not begun is ended by no deadline.
    static void relieve() {
        if (!scarce()) {
            return;
        }
        for (Runnable job : List.copyOf(WAITING.keySet())) {
            String name = WAITING.remove(job);
            if (name != null) {
                try {
                    Thread.ofPlatform().daemon().name(name).start(job);
                } catch (OutOfMemoryError _) {
                    await(name, job);
                    return;
                }
            }
        }
    }
}
