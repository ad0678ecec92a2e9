package dev.kbench.control;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells the time and waits; handed in, so that what waits can be tried without waiting.
public interface Time {
    /// The machine's own.
    Time SYSTEM =
            new Time() {
                @Override
                public long nanos() {
                    return System.nanoTime();
                }

                @Override
                public void sleep(Duration wait, Cancellation cancellation)
                        throws InterruptedException {
                    CountDownLatch cancelled = new CountDownLatch(1);
                    try (var _ = cancellation.onCancel(cancelled::countDown)) {
                        if (cancelled.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                            cancellation.check();
                        }
                    }
                }
            };

    /// Now, on the clock of deadlines.
    ///
    /// @return as `System.nanoTime`
    long nanos();

    /// Waits.
    ///
    /// @param wait how long; zero or less not at all
    /// @param cancellation ends the wait early
    /// @throws java.util.concurrent.CancellationException if it was cancelled, with the reason
    /// @throws InterruptedException if the calling thread was interrupted
    void sleep(Duration wait, Cancellation cancellation) throws InterruptedException;
}
