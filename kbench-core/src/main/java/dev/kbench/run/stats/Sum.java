package dev.kbench.run.stats;

/// A sum that loses nothing to rounding on the way (Neumaier, *Rundungsfehleranalyse einiger
/// Verfahren zur Summation endlicher Summen*, ZAMM 54, 1974). Of 2⁻³² of each number, so that
/// finite numbers, at most 2³¹ of them, never overflow.
///
/// For one thread.
final class Sum {
    private static final double SCALE = 0x1p-32;

    private double sum;
    private double lost;

    void add(double number) {
        double scaled = number * SCALE;
        double next = sum + scaled;
        lost += Math.abs(sum) >= Math.abs(scaled) ? (sum - next) + scaled : (scaled - next) + sum;
        sum = next;
    }

    /// The sum divided by a count.
    double over(double count) {
        return (sum + lost) / count / SCALE;
    }
}
