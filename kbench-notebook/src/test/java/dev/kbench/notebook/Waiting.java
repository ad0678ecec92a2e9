package dev.kbench.notebook;

import java.util.concurrent.CountDownLatch;

/// What a cell tells its test: that it runs now.
public final class Waiting {
    static final CountDownLatch BEGUN = new CountDownLatch(1);

    private Waiting() {}

    /// Waits until it is interrupted.
    public static void forever() throws InterruptedException {
        BEGUN.countDown();
        new CountDownLatch(1).await();
    }
}
