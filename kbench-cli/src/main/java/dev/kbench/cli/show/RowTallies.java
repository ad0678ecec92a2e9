package dev.kbench.cli.show;

import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.Precision;

import java.util.Optional;

/// How many runs of each row were judged and passed, in 20 bytes a row at most twice over: by the
/// rows' ids, with open addressing. One thread at a time.
final class RowTallies {
    private static final long MIXER = 0x9e3779b97f4a7c15L;

    private long[] ids = new long[16];
    private double[] passed = new double[16];
    private int[] judged = new int[16];
    private int size;

    /// Takes in a run that completed or failed.
    void add(long id, boolean pass) {
        if (size >= ids.length / 4 * 3) {
            grow();
        }
        int slot = slot(id);
        size += judged[slot] == 0 ? 1 : 0;
        ids[slot] = id;
        judged[slot]++;
        passed[slot] += pass ? 1 : 0;
    }

    private int slot(long id) {
        int mask = ids.length - 1;
        int slot = ((int) ((id * MIXER) >>> 32)) & mask;
        while (judged[slot] != 0 && ids[slot] != id) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldIds = ids;
        double[] oldPassed = passed;
        int[] oldJudged = judged;
        int capacity = Math.multiplyExact(2, oldIds.length);
        ids = new long[capacity];
        passed = new double[capacity];
        judged = new int[capacity];
        for (int i = 0; i < oldIds.length; i++) {
            if (oldJudged[i] != 0) {
                int slot = slot(oldIds[i]);
                ids[slot] = oldIds[i];
                passed[slot] = oldPassed[i];
                judged[slot] = oldJudged[i];
            }
        }
    }

    /// The 95 % confidence interval of the pass rate, clustered by row; empty for fewer than 2
    /// rows.
    Optional<Interval> interval() {
        return Estimate.overRuns(passed, judged, true).precision().map(Precision::interval95);
    }
}
