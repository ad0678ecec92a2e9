package dev.kbench.cli.run;

import dev.kbench.cli.shell.Signals;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lets a run that is told to end (Ctrl-C, a plain `kill`, a terminal that is gone) end in order:
/// its thread is interrupted, and the process waits a little for it to show what there is. What
/// does not end by then is shown as far as it is known, and left behind. Told again, the process
/// ends at once. Where the file's own code calls `System.exit`, the run ends in order likewise, and
/// its exit code stands.
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5_000;

    private final Thread runner;
    private final Runnable lastWords;
    private final Runnable cleanUp;
    private final Runnable ownEnd;
    private final CountDownLatch done = new CountDownLatch(1);
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Thread hook = new Thread(this::exiting, "kbench-stop");
    private final Signals signals;
    private volatile String reason = "";

    private Interruption(Thread runner, Runnable lastWords, Runnable cleanUp, Runnable ownEnd) {
        this.runner = runner;
        this.lastWords = lastWords;
        this.cleanUp = cleanUp;
        this.ownEnd = ownEnd;
        this.signals = Signals.watch(_ -> signal());
    }

    /// Watches for the process's end on behalf of the calling thread, until closed.
    ///
    /// @param lastWords shows what is known, where the thread does not end in time
    /// @param cleanUp leaves the terminal clean, at once, where the process is to end at once
    /// @param ownEnd ends the run where the thread itself exits, and does nothing more
    static Interruption watch(Runnable lastWords, Runnable cleanUp, Runnable ownEnd) {
        Interruption interruption =
                new Interruption(Thread.currentThread(), lastWords, cleanUp, ownEnd);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /// Whether the run was told to end.
    boolean requested() {
        return !reason.isEmpty();
    }

    /// What to say about it.
    String reason() {
        return reason;
    }

    private void signal() {
        if (signalled.compareAndSet(false, true)) {
            stop("stopped");
            if (!awaitEnd()) {
                lastWords.run();
                Runtime.getRuntime().halt(FileRun.INTERRUPTED);
            }
        } else {
            cleanUp.run();
            Runtime.getRuntime().halt(FileRun.INTERRUPTED);
        }
    }

    /// The process ends: by the file's own code, or by a signal that could not be taken over.
    private void exiting() {
        stop("the process was told to exit");
        if (exitsItself()) {
            ownEnd.run();
        } else if (!awaitEnd()) {
            lastWords.run();
        }
    }

    /// Whether the run's own thread waits for the process to end: it will show nothing more.
    private boolean exitsItself() {
        return Arrays.stream(runner.getStackTrace())
                .anyMatch(
                        frame ->
                                frame.getClassName().equals("java.lang.Runtime")
                                        && frame.getMethodName().equals("exit"));
    }

    private void stop(String why) {
        reason = why;
        runner.interrupt();
    }

    /// Waits for everything to be shown.
    private boolean awaitEnd() {
        try {
            return done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
        signals.close();
    }
}
