package dev.kbench.notebook;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/// What a cell tells its test: that it runs now.
public final class Waiting {
    static final Semaphore BEGUN = new Semaphore(0);

    private Waiting() {}

    /// Waits until it is interrupted.
    public static void forever() throws InterruptedException {
        BEGUN.release();
        new CountDownLatch(1).await();
    }
}
