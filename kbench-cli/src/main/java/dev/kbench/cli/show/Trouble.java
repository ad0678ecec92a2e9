package dev.kbench.cli.show;

import java.util.Comparator;
import java.util.List;

/// One run that did not pass, and why.
///
/// @param kind 0 failed, 1 unmeasured, 2 completed and not passed
/// @param number its run's number
/// @param run its run and its row of data, as shown
/// @param model its model, as shown; empty where there is none
/// @param why what went wrong, and where: at least one text, harmless
record Trouble(int kind, long number, String run, String model, List<String> why)
        implements Comparable<Trouble> {
    private static final Comparator<Trouble> ORDER =
            Comparator.comparingInt(Trouble::kind)
                    .thenComparingLong(Trouble::number)
                    .thenComparing(Trouble::model);

    /// Copies the texts.
    Trouble {
        why = List.copyOf(why);
    }

    @Override
    public int compareTo(Trouble other) {
        return ORDER.compare(this, other);
    }
}
