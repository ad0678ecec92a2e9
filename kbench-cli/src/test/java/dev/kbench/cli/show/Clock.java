package dev.kbench.cli.show;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A time that stands still until it is moved.
final class Clock implements LongSupplier {
    private long nanos;

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return nanos;
    }
}
