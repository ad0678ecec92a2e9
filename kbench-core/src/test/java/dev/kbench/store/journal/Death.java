package dev.kbench.store.journal;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/// From its moment on, nothing reaches the disk any more: what lies there is what a process leaves
/// that was killed at that moment.
public final class Death implements DiskSteps {
    /// The steps that have a half.
    public static final Set<DiskStep> WRITES =
            EnumSet.of(
                    DiskStep.FILE_WRITE,
                    DiskStep.LOCK_WRITE,
                    DiskStep.HEAD_WRITE,
                    DiskStep.BLOB_WRITE,
                    DiskStep.JOURNAL_WRITE);

    private final DiskStep step;
    private final Moment moment;
    private int left;
    private boolean dead;

    /// Death at a step.
    ///
    /// @param times the how manieth of these steps, from 1
    public Death(DiskStep step, Moment moment, int times) {
        this.step = step;
        this.moment = moment;
        this.left = times;
    }

    @Override
    public synchronized void at(DiskStep now, Moment when) throws IOException {
        dead |= now == step && when == moment && --left == 0;
        if (dead) {
            throw new IOException("the process is dead");
        }
    }

    @Override
    public boolean halves() {
        return true;
    }

    /// Whether it came to it.
    public synchronized boolean happened() {
        return dead;
    }
}
