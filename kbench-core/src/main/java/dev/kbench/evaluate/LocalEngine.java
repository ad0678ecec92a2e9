package dev.kbench.evaluate;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.EvaluationEngine;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.evaluate.spi.RunSink;
import dev.kbench.run.EvaluationPlan;

import org.jspecify.annotations.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/// Runs cells in this process: one virtual thread a cell, at most so many at a time. The starting
/// thread takes a permit before it starts a cell and the cell's thread gives it back, so that
/// threads never outnumber permits; when all permits are back, all cells have ended. A cell that
/// breaks (not: fails) stops the rest, and its exception goes on.
public final class LocalEngine implements EvaluationEngine {
    private final int jobs;

    /// An engine.
    ///
    /// @param jobs how many cells at a time, 1 or more
    public LocalEngine(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be 1 or more, got " + jobs);
        }
        this.jobs = jobs;
    }

    @Override
    public void execute(EvaluationPlan plan, JobRunner runner, RunSink sink, Cancellation cancel)
            throws InterruptedException {
        Semaphore permits = new Semaphore(jobs);
        Set<Thread> running = ConcurrentHashMap.newKeySet();
        AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();
        try {
            long size = plan.size();
            for (long next = 0; next < size; next++) {
                permits.acquire();
                if (cancel.isCancelled() || broken.get() != null) {
                    permits.release();
                    break;
                }
                long position = next;
                Thread job =
                        Thread.ofVirtual()
                                .name("kbench-job-" + position)
                                .unstarted(
                                        () -> {
                                            try {
                                                sink.accept(position, runner.run(position, 1));
                                            } catch (Throwable e) {
                                                broken.compareAndSet(null, e);
                                            } finally {
                                                running.remove(Thread.currentThread());
                                                permits.release();
                                            }
                                        });
                running.add(job);
                job.start();
            }
            permits.acquire(jobs);
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            permits.acquireUninterruptibly(jobs);
            throw e;
        }
        rethrow(broken.get());
    }

    private static void rethrow(@Nullable Throwable broken) {
        switch (broken) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(broken);
        }
    }
}
