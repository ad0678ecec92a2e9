package dev.kbench.tools.sandbox.child;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/// Starts child processes from one platform thread that never ends. A child that asks to die with
/// its parent dies, on Linux, with the *thread* that started it: a carrier of virtual threads that
/// retires, or a caller's thread that ends, would take running programs along.
///
/// Thread-safe.
public final class Starter {
    private static final Logger LOG = System.getLogger(Starter.class.getName());
    private static final Starter ONLY = new Starter();

    private final LinkedBlockingQueue<FutureTask<Process>> waiting = new LinkedBlockingQueue<>();

    private Starter() {
        Thread.ofPlatform().daemon().name("kbench-box-starter").start(this::work);
    }

    private void work() {
        while (true) {
            try {
                waiting.take().run();
            } catch (InterruptedException e) {
                LOG.log(Level.DEBUG, "nobody has a reason to end this thread", e);
            }
        }
    }

    /// Starts a process.
    ///
    /// @param builder what to start
    /// @return the process
    /// @throws IOException if it cannot be started
    public static Process start(ProcessBuilder builder) throws IOException {
        FutureTask<Process> task = new FutureTask<>(builder::start);
        ONLY.waiting.add(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    // not given up: a process that is started must be known to somebody
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
