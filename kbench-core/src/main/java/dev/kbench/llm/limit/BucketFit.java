package dev.kbench.llm.limit;

import java.util.Arrays;

/// Finds the rate of a server that counts by what it took and what it rejected.
///
/// Such a server is thought of as a bucket: it fills at a rate up to some level, each call takes
/// its weight out, and one that finds too little is rejected. Each rate, with each of some levels,
/// is held against what happened: a call that was taken and that the bucket could not have had
/// speaks against it, and so does one that was rejected though there was room. The rate told is the
/// middle of those against which little speaks.
///
/// One thread at a time.
final class BucketFit {
    private static final int ABOUT = 100;
    private static final int MOST = 4 * ABOUT;
    private static final double[] SAVED_SECONDS = {0, 1, 2, 5, 12, 30, 60};
    private static final double WIDEST = 6;
    private static final double COARSE = 1.02;
    private static final double FINE = 1.004;
    private static final double SURE = 4;

    /// What is so much worse than the best is as good as impossible, however much it is.
    private static final double FAR = 3;

    private static final double MIDDLE = 0.5;

    /// How far below the rate before one lies that is another.
    private static final double FALLEN = 0.9;

    /// What is no more than one call that contradicts.
    private static final double SLIGHT = 1;

    /// As many calls taken in a row tell that a limit was kept.
    static final int CALM = 20;

    /// A call rejected without a reason counts half at the least, as a whole at the most.
    private static final double REJECTED = 0.5;

    /// What is left in a bucket that rejected a call, in parts of the call.
    private static final double LEFT = 0.9;

    private final double[] seconds = new double[MOST];
    private final double[] work = new double[MOST];
    private final double[] each = new double[MOST];
    private final double[] weight = new double[MOST];
    private final boolean[] rejected = new boolean[MOST];
    private final int together;
    private boolean whole;
    private int size;
    private int inLast;
    private double largest;
    private double sum;
    private double rests;
    private int taken;
    private int takenAtLast;
    private boolean rejectedBefore;
    private double rate;
    private double against;

    /// Begins with nothing; what happened is added from the newest to the oldest.
    ///
    /// @param calls how many calls there are, about; where they are many, some that were taken one
    ///   after the other are held as one
    /// @param whole whether they begin with the first call of all, which finds a full bucket
    BucketFit(int calls, boolean whole) {
        this.together = Math.max(1, calls / ABOUT);
        this.whole = whole;
    }

    /// Adds what happened before.
    ///
    /// @param at when the call was sent
    /// @param units its weight
    /// @param counts how much it counts, up to 1
    /// @return whether there was room for it
    boolean before(long at, double units, double counts, boolean wasTaken) {
        if (wasTaken && size > 0 && !rejected[size - 1] && inLast < together) {
            work[size - 1] += units;
            inLast++;
        } else if (size == MOST) {
            return false;
        } else {
            seconds[size] = at / 1e9;
            work[size] = units;
            each[size] = units;
            weight[size] = counts;
            rejected[size++] = !wasTaken;
            inLast = 1;
        }
        if (wasTaken) {
            taken++;
            rests += counts;
            sum += units;
            takenAtLast += rejectedBefore ? 0 : 1;
        } else {
            rejectedBefore |= taken > 0;
        }
        largest = Math.max(largest, units);
        return true;
    }

    /// There was more before, which is not known any more.
    void cutOff() {
        whole = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int taken() {
        return taken;
    }

    /// How many were taken, those that count in part as that part.
    double rests() {
        return rests;
    }

    /// How many were taken between the newest rejection and the one before.
    int takenAtLast() {
        return takenAtLast;
    }

    /// What was taken a second, over all.
    double average(long now) {
        double first = size == 0 ? now / 1e9 : seconds[size - 1];
        return sum / Math.max(1e-3, now / 1e9 - first);
    }

    /// Finds the rate.
    ///
    /// @param before the rate that was found last, infinite where none was: where many were taken
    ///   since then, and one that is about the same explains no less, the limit has not fallen
    void find(long now, double before) {
        double average = average(now);
        Grid coarse = new Grid(average / WIDEST, average * WIDEST, COARSE);
        double near = coarse.middle();
        Grid fine = new Grid(near / COARSE / COARSE, near * COARSE * COARSE, FINE);
        rate = fine.middle();
        against = fine.least;
        boolean hasFallen = rate < FALLEN * before;
        if (hasFallen && before < Double.POSITIVE_INFINITY && takenAtLast >= CALM) {
            Grid about = new Grid(before * FALLEN, before / FALLEN, FINE);
            if (about.least < against + SLIGHT) {
                rate = about.middle();
                against = about.least;
            }
        }
    }

    /// Work a second.
    double rate() {
        return rate;
    }

    /// How much speaks against it even so.
    double against() {
        return against;
    }

    /// Rates, and what speaks against each.
    private final class Grid {
        private final double[] rates;
        private final double[] speaks;
        private final double least;

        Grid(double from, double to, double step) {
            rates = new double[(int) Math.ceil(Math.log(to / from) / Math.log(step)) + 1];
            speaks = new double[rates.length];
            double far = Double.POSITIVE_INFINITY;
            for (int i = 0; i < rates.length; i++) {
                rates[i] = from * Math.pow(step, i);
                speaks[i] = against(rates[i], far);
                far = Math.min(far, speaks[i] + FAR);
            }
            if (step > FINE) {
                sharpen(step, far);
            }
            least = Arrays.stream(speaks).min().orElse(0);
        }

        /// The rate that explains most may do so within less than a step: between the neighbours of
        /// each that explains more than they do, all are tried.
        private void sharpen(double step, double far) {
            double[] rough = speaks.clone();
            for (int i = 0; i < rates.length; i++) {
                boolean isLow =
                        rough[i] < far
                                && (i == 0 || rough[i] <= rough[i - 1])
                                && (i + 1 == rates.length || rough[i] <= rough[i + 1]);
                if (!isLow) {
                    continue;
                }
                for (double at = rates[i] / step * FINE; at < rates[i] * step; at *= FINE) {
                    speaks[i] = Math.min(speaks[i], against(at, speaks[i]));
                }
            }
        }

        double middle() {
            double all = 0;
            for (double one : speaks) {
                all += likely(one);
            }
            double below = 0;
            for (int i = 0; i < rates.length; i++) {
                below += likely(speaks[i]);
                if (below >= MIDDLE * all) {
                    return rates[i];
                }
            }
            return rates[rates.length - 1];
        }

        private double likely(double one) {
            return Math.exp(-SURE * (one - least));
        }
    }

    /// What speaks against a rate, whatever is saved up.
    ///
    /// @param far what is no less than this need not be told exactly
    private double against(double perSecond, double far) {
        double least = Double.POSITIVE_INFINITY;
        for (double saved : SAVED_SECONDS) {
            double most = Math.max(largest, perSecond * saved);
            least = Math.min(least, against(perSecond, most, most, Math.min(far, least)));
            if (!whole) {
                least = Math.min(least, against(perSecond, most, 0, Math.min(far, least)));
            }
        }
        return least;
    }

    private double against(double perSecond, double most, double first, double far) {
        double level = first;
        double at = seconds[size - 1];
        double speaks = 0;
        for (int i = size - 1; i >= 0 && speaks < far; i--) {
            double filled = level + perSecond * (seconds[i] - at);
            at = seconds[i];
            if (rejected[i]) {
                level = Math.min(most, filled);
                if (level >= work[i]) {
                    double more = Math.min(1 - REJECTED, (level - work[i]) / work[i]);
                    speaks += weight[i] * (REJECTED + more);
                    level = LEFT * work[i];
                }
            } else {
                level = Math.min(most - Math.min(most, each[i]), filled - work[i]);
                if (level < 0) {
                    speaks += weight[i] * Math.min(1, -level / each[i]);
                    level = 0;
                }
            }
        }
        return speaks;
    }
}
