package dev.kbench.bench;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps;

import java.util.concurrent.atomic.LongAdder;

/// Counts how often a journal has the disk take what was written.
///
/// Thread-safe.
final class Flushes implements DiskSteps {
    private final LongAdder count = new LongAdder();

    @Override
    public void at(DiskStep step, Moment moment) {
        if (moment == Moment.AFTER && step.name().endsWith("_FORCE")) {
            count.increment();
        }
    }

    long count() {
        return count.sum();
    }
}
