package dev.kbench.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A clock that goes on only when somebody sleeps, or a test says so.
///
/// Thread-safe.
public final class SteppedTime implements Time {
    private final List<Duration> slept = new ArrayList<>();
    private long nanos;

    /// Begins at 0.
    public SteppedTime() {}

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleep(Duration wait, Cancellation cancellation) {
        cancellation.check();
        slept.add(wait);
        nanos += Math.max(0, wait.toNanos());
    }

    /// Lets time pass.
    public synchronized void pass(Duration time) {
        nanos += time.toNanos();
    }

    /// How long was slept, in order.
    public synchronized List<Duration> slept() {
        return List.copyOf(slept);
    }
}
