package dev.kbench.evaluate;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.evaluate.spi.RunSink;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.RunRecord;

import org.jspecify.annotations.Nullable;

import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Hands out the cells of one evaluation. Whoever hands out takes a place, starts a thread for an
/// attempt and goes on to the next; whoever ends the attempt gives the place back. An attempt ended
/// from outside gives its place back at once, though its thread still runs. A cell that waits for
/// its next attempt holds no place; once that is due it goes before cells not yet begun.
///
/// Two threads hand out: the evaluating thread, and a virtual one of this evaluation. A job that
/// ends by itself on a virtual thread wakes the virtual one, which costs no switch between threads
/// of the system; bodies that spin may keep that one from running, so everybody else wakes the
/// evaluating thread.
///
/// Everything is guarded by one lock. No virtual thread stands in its queue, or waits for one of
/// its conditions: where bodies hold all carriers it would not leave the queue, and nobody behind
/// it would either, the watchdog least of all. `running` counts places taken; `open` counts
/// attempts begun that have not been told as ended: all is over once it is 0 and nothing is left to
/// hand out, or nothing more is to be.
final class Dispatcher {
    private final int jobs;
    private final EvaluationPlan plan;
    private final JobRunner runner;
    private final RunSink sink;
    private final Cancellation stop;
    private final long size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore evaluating = new Semaphore(0);
    private final Semaphore beside = new Semaphore(0);
    private final PriorityQueue<Due> retries = new PriorityQueue<>();
    private long next;
    private int running;
    private int open;
    private @Nullable Throwable broken;
    private boolean interrupted;

    Dispatcher(int jobs, EvaluationPlan plan, JobRunner runner, RunSink sink, Cancellation stop) {
        this.jobs = jobs;
        this.plan = plan;
        this.runner = runner;
        this.sink = sink;
        this.stop = stop;
        this.size = plan.size();
    }

    /// An attempt to make at a moment of `System.nanoTime`.
    private record Due(long position, int attempt, long nanos) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = Long.signum(nanos - other.nanos);
            return byTime != 0 ? byTime : Long.compare(position, other.position);
        }
    }

    void run() throws InterruptedException {
        InterruptedException cause = null;
        try (Cancellation.Registration _ = stop.onCancel(this::wake)) {
            if (jobs > 1) {
                Thread.ofVirtual().name("kbench-jobs").start(this::handOut);
            }
            while (true) {
                try {
                    Due due = take(evaluating);
                    if (due == null) {
                        break;
                    }
                    start(due);
                } catch (InterruptedException e) {
                    if (cause == null) {
                        cause = e;
                        interrupt();
                    }
                }
            }
        }
        if (cause != null) {
            throw cause;
        }
        rethrow();
    }

    /// What the virtual thread does.
    private void handOut() {
        try {
            for (Due due = take(beside); due != null; due = take(beside)) {
                start(due);
            }
        } catch (Throwable e) {
            locked(
                    () -> {
                        broken = broken == null ? e : broken;
                        wakeAll();
                    });
        }
    }

    // It gives its carrier away, and to whom does not matter: the lock is never held for long.
    @SuppressWarnings("ThreadPriorityCheck")
    private void lock() {
        if (Thread.currentThread().isVirtual()) {
            while (!lock.tryLock()) {
                Thread.yield();
            }
        } else {
            lock.lock();
        }
    }

    private void locked(Runnable action) {
        lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        locked(this::wakeAll);
    }

    private void wakeAll() {
        evaluating.release();
        beside.release();
    }

    /// Has somebody look for what to do in a place that is free again.
    private void wakeOne() {
        if (jobs > 1 && Thread.currentThread().isVirtual() && !Carriers.scarce()) {
            beside.release();
        } else {
            evaluating.release();
        }
    }

    private void interrupt() {
        locked(() -> interrupted = true);
        runner.cancel("the evaluation was interrupted");
    }

    /// Waits for a place and something to do in it; null once all is over.
    private @Nullable Due take(Semaphore woken) throws InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            long wait = Long.MAX_VALUE;
            lock();
            try {
                if (interrupted || broken != null || stop.isCancelled()) {
                    if (open == 0) {
                        wakeAll();
                        return null;
                    }
                } else if (running < jobs) {
                    Due retry = retries.peek();
                    long left = retry == null ? Long.MAX_VALUE : retry.nanos - System.nanoTime();
                    if (retry != null && left <= 0) {
                        return begun(retries.remove());
                    }
                    while (next < size && !runner.wants(next)) {
                        next++;
                    }
                    if (next < size) {
                        return begun(new Due(next++, 1, 0));
                    }
                    if (retry == null && open == 0) {
                        wakeAll();
                        return null;
                    }
                    wait = left;
                }
            } finally {
                lock.unlock();
            }
            await(woken, wait);
        }
    }

    private static void await(Semaphore woken, long nanos) throws InterruptedException {
        if (nanos == Long.MAX_VALUE) {
            woken.acquire();
        } else {
            boolean _ = woken.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        }
        woken.drainPermits();
    }

    private Due begun(Due due) {
        running++;
        open++;
        return due;
    }

    private void start(Due due) {
        Seat seat = new Seat(due);
        try {
            Carriers.start("kbench-job-" + due.position, seat);
        } catch (OutOfMemoryError e) {
            seat.broke(e);
        }
    }

    private void rethrow() {
        switch (broken) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(broken);
        }
    }

    /// An attempt's place.
    private final class Seat implements Runnable, JobEnd {
        private final Due due;
        private volatile boolean virtual;
        private boolean free;
        private boolean told;
        private boolean overdue;
        private boolean left;

        Seat(Due due) {
            this.due = due;
        }

        @Override
        public void run() {
            virtual = Thread.currentThread().isVirtual();
            try {
                runner.run(due.position, due.attempt, this);
                locked(
                        () -> {
                            if (!free) {
                                throw new IllegalStateException(
                                        "the run at position %d came to no end"
                                                .formatted(due.position));
                            }
                        });
            } catch (Throwable e) {
                broke(e);
            } finally {
                leave();
            }
        }

        private void leave() {
            locked(
                    () -> {
                        left = true;
                        if (overdue) {
                            Carriers.home();
                        }
                    });
        }

        @Override
        public void freed() {
            locked(
                    () -> {
                        if (virtual && !left && !overdue) {
                            overdue = true;
                            Carriers.overdue();
                        }
                        free();
                    });
            Carriers.relieve();
        }

        @Override
        public void ended(RunRecord run) {
            try {
                sink.accept(due.position, run);
            } catch (Throwable e) {
                broke(e);
                return;
            }
            locked(
                    () -> {
                        if (!told && plan.retry().again(run.outcome(), due.attempt)) {
                            long at = System.nanoTime() + nanos();
                            retries.add(new Due(due.position, due.attempt + 1, at));
                        }
                        end();
                    });
        }

        private long nanos() {
            try {
                return Math.min(plan.retry().delay().toNanos(), Long.MAX_VALUE / 4);
            } catch (ArithmeticException e) {
                return Long.MAX_VALUE / 4;
            }
        }

        @Override
        public void broke(Throwable why) {
            locked(
                    () -> {
                        broken = broken == null ? why : broken;
                        end();
                        wakeAll();
                    });
        }

        private void end() {
            free();
            if (!told) {
                told = true;
                open--;
                if (open == 0) {
                    wakeAll();
                } else {
                    wakeOne();
                }
            }
        }

        private void free() {
            if (!free) {
                free = true;
                running--;
                wakeOne();
            }
        }
    }
}
