package dev.kbench.task;

import dev.kbench.control.Deadline;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Watchdog;
import dev.kbench.run.UnmeasuredReason;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// A run as a job of an evaluation. Its body, its deadline and a cancel may each end it; the first
/// settles what it comes to, and one thread alone finishes it:
///
/// * a body that returns first is finished by its own thread;
/// * at the deadline the watchdog settles the run, seals its scope and frees its place; other hands
///   cancel its call, close what it owns and interrupt the body. The body's thread finishes the run
///   if the body ends within a moment; else it is left behind, and another thread does;
/// * at a cancel the body is interrupted likewise, but what it comes to within that moment counts.
final class Job<T extends @Nullable Object> {
    private static final Logger LOG = System.getLogger(Job.class.getName());

    /// How long a body may take to heed its interrupt.
    private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(500);

    private final TaskRun<T> run;
    private final @Nullable Duration timeout;
    private final JobEnd place;
    private final End<T> end;
    private @Nullable Thread body;
    private TaskRun.@Nullable Ending<T> settled;
    private boolean taken;

    /// Takes what a job came to.
    @FunctionalInterface
    interface End<T extends @Nullable Object> {
        /// Finishes and reports the run.
        ///
        /// @param run the run
        /// @param ending what it came to
        /// @param leftBehind whether its body still runs
        void take(TaskRun<T> run, TaskRun.Ending<T> ending, boolean leftBehind);
    }

    /// @param timeout how long it may take, null where its deadline is another's
    Job(TaskRun<T> run, @Nullable Duration timeout, JobEnd place, End<T> end) {
        this.run = run;
        this.timeout = timeout;
        this.place = place;
        this.end = end;
    }

    /// Calls the body, in this thread.
    void run() {
        synchronized (this) {
            body = Thread.currentThread();
        }
        Future<?> alarm =
                timeout == null
                        ? null
                        : Watchdog.alarm(
                                run.scope().deadline().nanos() - System.nanoTime(), this::timeOut);
        TaskRun.Ending<T> ending;
        try {
            run.begin();
            ending = run.call();
        } catch (VirtualMachineError e) {
            ending = run.broken(e);
        } catch (Throwable e) {
            leave(null);
            throw e;
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
        }
        TaskRun.Ending<T> outcome = leave(ending);
        if (outcome != null) {
            end.take(run, outcome, false);
        }
    }

    /// The body has ended. Gives what this thread has to finish the run with, null where another
    /// has done so. The interrupt that was to end the body must not reach the run's file.
    private TaskRun.@Nullable Ending<T> leave(TaskRun.@Nullable Ending<T> ending) {
        TaskRun.Ending<T> outcome = null;
        synchronized (this) {
            body = null;
            Deadline deadline = run.scope().deadline();
            if (settled == null && timeout != null && deadline.passed(System.nanoTime())) {
                settled = timedOut(timeout);
            }
            if (!taken) {
                taken = true;
                outcome = settled == null ? ending : settled;
            }
        }
        boolean _ = Thread.interrupted();
        return outcome;
    }

    private void timeOut() {
        Duration limit = timeout;
        if (limit != null && settle(timedOut(limit), reason(limit))) {
            place.freed();
            Watchdog.hand(() -> interrupt(reason(limit)));
            Watchdog.after(MOMENT, this::leaveBehind);
        }
    }

    private static String reason(Duration limit) {
        return "timed out after " + Durations.text(limit);
    }

    private static <T extends @Nullable Object> TaskRun.Ending<T> timedOut(Duration limit) {
        return TaskRun.Ending.unmeasured(
                UnmeasuredReason.TIMED_OUT, "TimeoutException", reason(limit));
    }

    /// Ends the run, soon.
    ///
    /// @param why what the user will read
    /// @param patient whether what the body comes to within a moment counts
    void cancel(String why, boolean patient) {
        Watchdog.hand(() -> interrupt(why));
        Watchdog.after(patient ? MOMENT : 0, () -> giveUp(why));
    }

    private void giveUp(String why) {
        if (settle(
                TaskRun.Ending.unmeasured(UnmeasuredReason.CANCELLED, "CancellationException", why),
                why)) {
            place.freed();
            leaveBehind();
        }
    }

    private synchronized boolean settle(TaskRun.Ending<T> ending, String why) {
        if (settled != null || taken) {
            return false;
        }
        settled = ending;
        run.scope().seal(why);
        return true;
    }

    private void leaveBehind() {
        TaskRun.Ending<T> ending;
        synchronized (this) {
            ending = settled;
            if (taken || ending == null) {
                return;
            }
            taken = true;
        }
        Watchdog.hand(
                () -> {
                    try {
                        end.take(run, ending.leftBehind(), true);
                    } catch (Throwable e) {
                        place.broke(e);
                    }
                });
    }

    private void interrupt(String why) {
        RunScope scope = run.scope();
        try {
            scope.cancellation().cancel(why);
        } catch (IllegalStateException e) {
            LOG.log(
                    Level.WARNING,
                    "run %s could not be cancelled whole".formatted(run.number()),
                    e);
        }
        if (scope.ownsAnything()) {
            Watchdog.alone(scope::closeOwned);
        }
        synchronized (this) {
            if (body != null) {
                body.interrupt();
            }
        }
    }
}
