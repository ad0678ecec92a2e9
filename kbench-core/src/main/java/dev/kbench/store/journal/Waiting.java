package dev.kbench.store.journal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/// Waits that an interrupt does not end: it is set again afterwards.
final class Waiting {
    @FunctionalInterface
    interface Wait {
        void end() throws InterruptedException;
    }

    private Waiting() {}

    static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    wait.end();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Does something on a thread of its own, and waits for it: one that is interrupted would close
    /// the files that it writes to.
    ///
    /// @return what it gave
    static <T> T apart(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread.ofPlatform().daemon().name("kbench-journal-files").start(task);
        uninterrupted(
                () -> {
                    try {
                        task.get();
                    } catch (ExecutionException failed) {
                        // thrown below
                    }
                });
        if (task.state() == Future.State.SUCCESS) {
            return task.resultNow();
        }
        switch (task.exceptionNow()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
