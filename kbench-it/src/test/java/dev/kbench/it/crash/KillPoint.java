package dev.kbench.it.crash;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps.Moment;

/// Where a process is to be killed: within the nth step of a kind.
///
/// @param step what is done to the disk
/// @param moment before it, in the midst of it, or after
/// @param nth which of these steps, from 1
record KillPoint(DiskStep step, Moment moment, int nth) {
    static KillPoint parse(String text) {
        String[] parts = text.split(":", 3);
        return new KillPoint(
                DiskStep.valueOf(parts[0]), Moment.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }

    /// Its kind, whichever of these steps it is.
    String kind() {
        return step + ":" + moment;
    }

    @Override
    public String toString() {
        return kind() + ":" + nth;
    }
}
