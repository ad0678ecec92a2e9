package dev.kbench.run;

import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Interval;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// Figures over the columns of runs. None loads a run, but to tell which one cannot be counted.
final class RunFigures {
    private RunFigures() {}

    static Tally tally(RunSource<?> runs) {
        long completed = 0;
        long failed = 0;
        for (int i = 0; i < runs.size(); i++) {
            int state = runs.state(i);
            if (RunState.completed(state)) {
                completed++;
            } else if (RunState.failed(state)) {
                failed++;
            }
        }
        return new Tally(
                completed, failed, runs.size() - completed - failed, runs.planned() - runs.size());
    }

    static Score passRate(RunSource<?> runs) {
        double[] passed = new double[runs.rows()];
        int[] judged = new int[runs.rows()];
        double all = 0;
        for (int i = 0; i < runs.size(); i++) {
            int state = runs.state(i);
            if (!RunState.unmeasured(state)) {
                int row = runs.row(i);
                judged[row]++;
                if (RunState.passed(state)) {
                    passed[row]++;
                    all++;
                }
            }
        }
        Tally tally = tally(runs);
        return score(
                Estimate.overRuns(passed, judged, true),
                tally,
                bounds(all, tally.judged(), tally.unmeasured()));
    }

    static Score score(RunSource<?> runs) {
        double[] sums = new double[runs.rows()];
        int[] completed = new int[runs.rows()];
        double all = 0;
        for (int i = 0; i < runs.size(); i++) {
            if (RunState.completed(runs.state(i))) {
                double number = number(runs, i);
                int row = runs.row(i);
                completed[row]++;
                sums[row] += number;
                all += number;
            }
        }
        boolean shares = areShares(runs);
        Tally tally = tally(runs);
        return score(
                Estimate.overRuns(sums, completed, shares),
                tally,
                shares ? bounds(all, tally.completed(), tally.unmeasured()) : Optional.empty());
    }

    private static Score score(Estimate estimate, Tally tally, Optional<Interval> bounds) {
        return new Score(estimate.value(), tally, bounds, estimate.precision(), 0);
    }

    /// The mean had all unmeasured come to 0, and had all come to 1.
    private static Optional<Interval> bounds(double sum, long measured, long unmeasured) {
        double all = measured + unmeasured;
        return unmeasured == 0
                ? Optional.empty()
                : Optional.of(new Interval(sum / all, (sum + unmeasured) / all));
    }

    /// Whether all values there are or could have been lie between 0 and 1.
    static boolean areShares(RunSource<?> runs) {
        for (int i = 0; i < runs.size(); i++) {
            if (!RunState.isShare(runs.state(i))) {
                return false;
            }
        }
        return true;
    }

    /// A completed run's value as a finite number.
    static double number(RunSource<?> runs, int index) {
        double number = runs.number(index);
        if (RunState.hasNumber(runs.state(index)) && Double.isFinite(number)) {
            return number;
        }
        Run<?> run = runs.run(index);
        String name = run.task().name() + "/" + run.id();
        throw new IllegalStateException(
                RunState.hasNumber(runs.state(index))
                        ? "%s returned %s, which is no finite number; there is no mean over it"
                                .formatted(name, run.result())
                        : "%s returned %s, which is no number; use asDataFrame().column(\"result\").field(…)"
                                .formatted(name, run.result()));
    }

    static Spending spent(RunSource<?> runs) {
        return new Spending(
                usage(runs, (figure, i) -> runs.usage(figure, i) - runs.before(figure, i)),
                usage(runs, runs::usage),
                replayed(runs));
    }

    private static Usage replayed(RunSource<?> runs) {
        Usage all = usage(runs, runs::replayed);
        boolean any = false;
        for (int figure = 0; figure < UsageFigure.COUNT; figure++) {
            any |= UsageFigure.of(figure, all).orElse(0) != 0;
        }
        return any ? all : Usage.NONE;
    }

    /// A figure of a run's usage.
    private interface Figure {
        long of(int figure, int index);
    }

    private static Usage usage(RunSource<?> runs, Figure value) {
        return UsageFigure.usage(figure -> sum(runs, figure, value));
    }

    private static OptionalLong sum(RunSource<?> runs, int figure, Figure value) {
        boolean known = false;
        long sum = 0;
        for (int i = 0; i < runs.size(); i++) {
            if (RunState.knows(figure, runs.state(i))) {
                known = true;
                long next = value.of(figure, i);
                long before = sum;
                sum += next;
                if (((before ^ sum) & (next ^ sum)) < 0) {
                    sum = next < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
                }
            }
        }
        return known ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    static SequencedMap<String, Long> outcomes(RunSource<?> runs) {
        long[] byOutcome = new long[RunState.OUTCOMES];
        for (int i = 0; i < runs.size(); i++) {
            byOutcome[RunState.outcome(runs.state(i))]++;
        }
        SequencedMap<String, Long> named = new LinkedHashMap<>();
        for (int outcome = 0; outcome < byOutcome.length; outcome++) {
            if (byOutcome[outcome] > 0) {
                named.put(RunState.shown(outcome), byOutcome[outcome]);
            }
        }
        return named;
    }
}
