package dev.kbench.run.stats;

/// The quantile of Student's t that a 95 % interval needs. Up to 200 degrees of freedom the finite
/// series for the distribution (Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.3
/// and 26.7.4) is inverted by bisection; above, the expansion around the normal quantile (26.7.5)
/// is as exact.
final class StudentT {
    /// The normal distribution's quantile of 0.975.
    static final double NORMAL_95 = 1.959963984540054;

    private static final int SERIES = 200;

    private StudentT() {}

    /// The t that is exceeded in absolute value with probability 0.05.
    ///
    /// @param degrees degrees of freedom, 1 or more
    /// @return the quantile of 0.975, with an error below 1e-10 of it
    static double critical95(int degrees) {
        if (degrees < 1) {
            throw new IllegalArgumentException(
                    "degrees of freedom must be 1 or more, got " + degrees);
        }
        return degrees <= SERIES ? inverted(degrees) : expanded(degrees);
    }

    private static double inverted(int degrees) {
        double low = 0;
        double high = Math.PI / 2;
        for (int i = 0; i < 64; i++) {
            double middle = (low + high) / 2;
            if (within(middle, degrees) < 0.95) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.sqrt(degrees) * Math.tan((low + high) / 2);
    }

    /// The probability of at most √degrees · tan(angle) in absolute value.
    private static double within(double angle, int degrees) {
        double cosine = Math.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int i = odd ? 2 : 1; i <= degrees - 3; i += 2) {
            term *= cosine * cosine * i / (i + 1);
            sum += term;
        }
        return odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    }

    private static double expanded(int degrees) {
        double z = NORMAL_95;
        double z2 = z * z;
        double n = degrees;
        double first = (z2 + 1) * z / 4;
        double second = ((5 * z2 + 16) * z2 + 3) * z / 96;
        double third = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * z / 384;
        double fourth = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * z / 92160;
        return z + (first + (second + (third + fourth / n) / n) / n) / n;
    }
}
