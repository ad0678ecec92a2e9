package dev.kbench.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Makes many calls, so many in flight: a virtual thread a call, behind a semaphore.
final class Flight {
    private Flight() {}

    /// Calls.
    ///
    /// @param samples how many calls
    /// @param jobs how many in flight
    /// @param call gives true where the answer was right
    /// @return how many were right
    static long fly(int samples, int jobs, Callable<Boolean> call) throws InterruptedException {
        Semaphore permits = new Semaphore(jobs);
        LongAdder right = new LongAdder();
        CountDownLatch ended = new CountDownLatch(samples);
        for (int i = 0; i < samples; i++) {
            permits.acquire();
            Thread.startVirtualThread(
                    () -> {
                        try {
                            if (call.call()) {
                                right.increment();
                            }
                        } catch (Exception e) {
                            // counted by its absence
                        } finally {
                            permits.release();
                            ended.countDown();
                        }
                    });
        }
        ended.await();
        return right.sum();
    }
}
