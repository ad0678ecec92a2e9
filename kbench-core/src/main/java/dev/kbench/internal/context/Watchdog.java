package dev.kbench.internal.context;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// Keeps all deadlines of the process, by one platform thread: virtual threads may be out of
/// carriers when bodies spin. What takes longer than a moment goes to other hands, which are
/// platform threads too. All are daemons, made when first needed.
public final class Watchdog {
    private static final int HANDS = 32;

    private static final ScheduledThreadPoolExecutor CLOCK = clock();
    private static final ThreadPoolExecutor WORKERS = workers();

    private Watchdog() {}

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock =
                new ScheduledThreadPoolExecutor(1, daemons("kbench-watchdog"));
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    private static ThreadPoolExecutor workers() {
        ThreadPoolExecutor workers =
                new ThreadPoolExecutor(
                        HANDS,
                        HANDS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        daemons("kbench-ending"));
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    private static ThreadFactory daemons(String name) {
        return Thread.ofPlatform().daemon().name(name + "-", 0).factory();
    }

    /// Does something later, in the watchdog's own thread.
    ///
    /// @param nanos after how many nanoseconds; at once if none are left
    /// @param action what to do; it must neither wait nor fail
    public static void after(long nanos, Runnable action) {
        Future<?> _ = alarm(nanos, action);
    }

    /// Does something later, in the watchdog's own thread, unless it is called off.
    ///
    /// @param nanos after how many nanoseconds; at once if none are left
    /// @param action what to do; it must neither wait nor fail
    /// @return forgets it when cancelled
    public static Future<?> alarm(long nanos, Runnable action) {
        return CLOCK.schedule(action, nanos, TimeUnit.NANOSECONDS);
    }

    /// Does something now, in a thread that may take a little longer.
    ///
    /// @param action what to do; it must not wait for ever
    public static void hand(Runnable action) {
        WORKERS.execute(action);
    }

    /// Does something in a thread of its own, which is left behind where that never ends.
    ///
    /// @param action what to do
    public static void alone(Runnable action) {
        daemons("kbench-closing").newThread(action).start();
    }
}
