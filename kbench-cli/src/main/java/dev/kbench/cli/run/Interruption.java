package dev.kbench.cli.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a run that is told to end (Ctrl-C, or a plain `kill`) end in order: its thread is
/// interrupted, and the process waits a little for it to show what there is. What does not end by
/// then is shown as far as it is known, and left behind.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1_500;

    private final Thread runner;
    private final Runnable lastWords;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "kbench-stop");
    private volatile boolean requested;

    private Interruption(Thread runner, Runnable lastWords) {
        this.runner = runner;
        this.lastWords = lastWords;
    }

    /// Watches for the process's end on behalf of the calling thread, until closed.
    ///
    /// @param lastWords shows what is known, where the thread does not end in time
    static Interruption watch(Runnable lastWords) {
        Interruption interruption = new Interruption(Thread.currentThread(), lastWords);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// Whether the run was told to end.
    boolean requested() {
        return requested;
    }

    /// Asks the run to end, and waits a little until it has.
    void stop() {
        requested = true;
        runner.interrupt();
        try {
            if (!done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                lastWords.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Everything is shown.
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and waits for this.
        }
        done.countDown();
    }
}
