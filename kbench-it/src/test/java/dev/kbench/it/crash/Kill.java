package dev.kbench.it.crash;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// When the process of an evaluation is killed: at a step of its work on the disk, once a number of
/// calls came in, once a number of runs was reported, as soon as a file of a run is there under its
/// temporary name, or at a moment that has to do with nothing.
///
/// @param kind which of these, or a kind of point that {@link HaltingSteps} comes by
/// @param nth which step, call, run or file, or after how many milliseconds
record Kill(String kind, int nth) {
    static final String CALL = "CALL";
    static final String REPORT = "REPORT";
    static final String TEMPORARY_FILE = "TEMPORARY_FILE";
    static final String MOMENT = "MOMENT";

    /// Nothing kills it.
    static final Kill NEVER = new Kill(HaltingSteps.NOWHERE, 0);

    /// One of a kind that may well be reached.
    ///
    /// @param most how often an undisturbed process comes by one
    static Kill random(String kind, int most, Random random) {
        return new Kill(kind, 1 + random.nextInt(Math.max(1, most)));
    }

    /// Runs the program until it is killed, or ends.
    Victim.End run(CountingServer server, Path out, int rows)
            throws IOException, InterruptedException {
        CompletableFuture<Victim> victim = new CompletableFuture<>();
        Runnable now = () -> victim.join().kill();
        server.next(
                calls -> {
                    if (kind.equals(CALL) && calls == nth) {
                        now.run();
                    }
                });
        try (Closeable _ = kind.equals(TEMPORARY_FILE) ? watch(out, now) : () -> {}) {
            victim.complete(
                    Victim.start(
                            EvaluationProgram.class,
                            out.toString(),
                            server.url(),
                            kind + ":" + nth,
                            String.valueOf(rows)));
            if (kind.equals(MOMENT)) {
                CompletableFuture<Void> _ =
                        CompletableFuture.runAsync(
                                now, CompletableFuture.delayedExecutor(nth, TimeUnit.MILLISECONDS));
            }
            AtomicInteger reports = new AtomicInteger();
            return victim.join()
                    .await(
                            line ->
                                    line.startsWith(HaltingSteps.REACHED)
                                            || (kind.equals(REPORT)
                                                    && line.startsWith(EvaluationProgram.REPORTED)
                                                    && reports.incrementAndGet() == nth));
        }
    }

    /// Has something done as soon as the nth temporary file appears in a folder.
    private WatchService watch(Path folder, Runnable done) throws IOException {
        WatchService changes = Files.createDirectories(folder).getFileSystem().newWatchService();
        folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
        Thread.ofPlatform().daemon().start(() -> watch(changes, done));
        return changes;
    }

    private void watch(WatchService changes, Runnable done) {
        try {
            for (int left = nth; left > 0; ) {
                WatchKey key = changes.take();
                for (WatchEvent<?> change : key.pollEvents()) {
                    left -= String.valueOf(change.context()).endsWith(".tmp") ? 1 : 0;
                }
                key.reset();
            }
            done.run();
        } catch (InterruptedException | ClosedWatchServiceException over) {
            // the process ended before
        }
    }
}
