package dev.kbench.run;

import dev.kbench.run.stats.Estimate;

/// Means over the cells of each row.
final class RowMeans {
    private final double[] sums;
    private final int[] cells;
    private final int[] runs;

    RowMeans(int rows) {
        sums = new double[rows];
        cells = new int[rows];
        runs = new int[rows];
    }

    /// Adds a cell's figure and the number of runs behind it.
    void add(int row, double figure, int count) {
        sums[row] += figure;
        cells[row]++;
        runs[row] += count;
    }

    boolean has(int row) {
        return cells[row] > 0;
    }

    double mean(int row) {
        return sums[row] / cells[row];
    }

    /// How many rows have a cell.
    int rows() {
        int rows = 0;
        for (int count : cells) {
            rows += count > 0 ? 1 : 0;
        }
        return rows;
    }

    Estimate estimate(boolean rate) {
        double[] means = new double[sums.length];
        for (int row = 0; row < means.length; row++) {
            means[row] = has(row) ? mean(row) : 0;
        }
        return Estimate.overRows(means, runs, rate);
    }
}
