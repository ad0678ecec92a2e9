package dev.kbench.evaluate;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.evaluate.spi.RunSink;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.RunRecord;

import org.jspecify.annotations.Nullable;

import java.util.PriorityQueue;

/// Hands out the cells of one evaluation. The evaluating thread takes a place, starts a thread for
/// an attempt and goes on to the next; whoever ends the attempt gives the place back. An attempt
/// ended from outside gives its place back at once, though its thread still runs. A cell that waits
/// for its next attempt holds no place; once that is due it goes before cells not yet begun.
///
/// Everything is guarded by one lock. `running` counts places taken; `open` counts attempts begun
/// that have not been told as ended: all is over once it is 0 and nothing is left to hand out, or
/// nothing more is to be.
final class Dispatcher {
    private final int jobs;
    private final EvaluationPlan plan;
    private final JobRunner runner;
    private final RunSink sink;
    private final Cancellation stop;
    private final long size;
    private final Object lock = new Object();
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
            while (true) {
                try {
                    Due due = take();
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

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    private void interrupt() {
        synchronized (lock) {
            interrupted = true;
        }
        runner.cancel("the evaluation was interrupted");
    }

    /// Waits for a place and something to do in it; null once all is over.
    private @Nullable Due take() throws InterruptedException {
        synchronized (lock) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            while (true) {
                if (interrupted || broken != null || stop.isCancelled()) {
                    if (open == 0) {
                        return null;
                    }
                    lock.wait();
                } else if (running == jobs) {
                    lock.wait();
                } else {
                    Due retry = retries.peek();
                    long wait = retry == null ? 0 : retry.nanos - System.nanoTime();
                    if (retry != null && wait <= 0) {
                        return begun(retries.remove());
                    }
                    while (next < size && !runner.wants(next)) {
                        next++;
                    }
                    if (next < size) {
                        return begun(new Due(next++, 1, 0));
                    }
                    if (retry == null && open == 0) {
                        return null;
                    }
                    lock.wait(wait / 1_000_000 + (retry == null ? 0 : 1));
                }
            }
        }
    }

    private Due begun(Due due) {
        running++;
        open++;
        return due;
    }

    private void start(Due due) {
        boolean virtual = !Carriers.scarce();
        Seat seat = new Seat(due, virtual);
        try {
            Carriers.thread(virtual).name("kbench-job-" + due.position).start(seat);
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
        private final boolean virtual;
        private boolean free;
        private boolean told;
        private boolean overdue;
        private boolean left;

        Seat(Due due, boolean virtual) {
            this.due = due;
            this.virtual = virtual;
        }

        @Override
        public void run() {
            try {
                runner.run(due.position, due.attempt, this);
                synchronized (lock) {
                    if (!free) {
                        throw new IllegalStateException(
                                "the run at position %d came to no end".formatted(due.position));
                    }
                }
            } catch (Throwable e) {
                broke(e);
            } finally {
                leave();
            }
        }

        private void leave() {
            synchronized (lock) {
                left = true;
                if (overdue) {
                    Carriers.home();
                }
            }
        }

        @Override
        public void freed() {
            synchronized (lock) {
                free();
                if (virtual && !left && !overdue) {
                    overdue = true;
                    Carriers.overdue();
                }
            }
        }

        @Override
        public void ended(RunRecord run) {
            try {
                sink.accept(due.position, run);
            } catch (Throwable e) {
                broke(e);
                return;
            }
            synchronized (lock) {
                if (!told && plan.retry().again(run.outcome(), due.attempt)) {
                    long at = System.nanoTime() + nanos();
                    retries.add(new Due(due.position, due.attempt + 1, at));
                }
                end();
            }
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
            synchronized (lock) {
                if (broken == null) {
                    broken = why;
                }
                end();
            }
        }

        private void end() {
            free();
            if (!told) {
                told = true;
                open--;
                lock.notifyAll();
            }
        }

        private void free() {
            if (!free) {
                free = true;
                running--;
                lock.notifyAll();
            }
        }
    }
}
