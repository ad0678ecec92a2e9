package dev.kbench.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/// Makes many calls, so many in flight: a virtual thread a call, behind a semaphore.
final class Flight {
    private Flight() {}

    /// A call.
    @FunctionalInterface
    interface Call {
        /// Makes the call of a number; gives whether the answer was the one to that number.
        boolean make(int number) throws Exception;
    }

    /// Makes the calls from 0 on.
    ///
    /// @param samples how many calls
    /// @param jobs how many in flight
    /// @return how many were answered
    static long fly(int samples, int jobs, Call call) throws InterruptedException {
        Semaphore permits = new Semaphore(jobs);
        LongAdder answered = new LongAdder();
        CountDownLatch ended = new CountDownLatch(samples);
        for (int i = 0; i < samples; i++) {
            int number = i;
            permits.acquire();
            Thread.startVirtualThread(
                    () -> {
                        try {
                            if (call.make(number)) {
                                answered.increment();
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
        return answered.sum();
    }
}
