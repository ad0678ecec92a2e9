package dev.kbench.view.index;

import dev.kbench.run.stats.Estimate;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.NumericUtils;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// Works out the cells of a leaderboard. One thread.
final class Cells {
    private final Snapshot snapshot;
    private final Map<Long, Cell> cells = new TreeMap<>();

    Cells(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /// By task, then by model.
    List<RunCell> of(RunQuery query) throws IOException {
        snapshot.each(snapshot.find(query), this::adding);
        Ordinals ordinals = snapshot.ordinals();
        RunCell[] all = new RunCell[cells.size()];
        int at = 0;
        for (Map.Entry<Long, Cell> each : cells.entrySet()) {
            long place = each.getKey();
            all[at++] =
                    each.getValue()
                            .cell(
                                    ordinals.text(RunColumn.TASK.key(), (int) (place >> 32)),
                                    ordinals.text(RunColumn.MODEL.key(), (int) place));
        }
        return List.of(all);
    }

    private Snapshot.Visit adding(LeafReaderContext leaf) throws IOException {
        Ordinals ordinals = snapshot.ordinals();
        Ordinals.OfPart task = ordinals.of(RunColumn.TASK.key(), leaf);
        Ordinals.OfPart model = ordinals.of(RunColumn.MODEL.key(), leaf);
        Figures figures = new Figures(leaf, snapshot);
        return here -> {
            long place = ((long) task.of(here) << 32) + model.of(here);
            figures.add(here, cells.computeIfAbsent(place, _ -> new Cell()));
        };
    }

    /// The figures of one part's documents.
    private static final class Figures {
        private final Ordinals.OfPart outcome;
        private final Ordinals.OfPart passed;
        private final List<String> outcomes;
        private final int pass;
        private final NumericDocValues score;
        private final NumericDocValues share;
        private final NumericDocValues row;
        private final NumericDocValues cost;
        private final NumericDocValues duration;

        Figures(LeafReaderContext leaf, Snapshot snapshot) throws IOException {
            Ordinals ordinals = snapshot.ordinals();
            outcome = ordinals.of(RunColumn.OUTCOME.key(), leaf);
            passed = ordinals.of(RunColumn.PASSED.key(), leaf);
            outcomes = ordinals.texts(RunColumn.OUTCOME.key());
            pass = ordinals.texts(RunColumn.PASSED.key()).indexOf("true");
            score = DocValues.getNumeric(leaf.reader(), RunColumn.SCORE.key());
            share = DocValues.getNumeric(leaf.reader(), Fields.SHARE);
            row = DocValues.getNumeric(leaf.reader(), Fields.ROW);
            cost = DocValues.getNumeric(leaf.reader(), RunColumn.COST.key());
            duration = DocValues.getNumeric(leaf.reader(), RunColumn.DURATION.key());
        }

        void add(int doc, Cell cell) throws IOException {
            String kind = outcomes.get(outcome.of(doc));
            long rowOf = row.advanceExact(doc) ? row.longValue() : 0;
            switch (kind) {
                case "completed" -> {
                    cell.completed++;
                    cell.judged.add(rowOf, passed.of(doc) == pass ? 1 : 0);
                    if (score.advanceExact(doc)) {
                        cell.scores.add(rowOf, number(score));
                        cell.shares &= share.advanceExact(doc);
                    }
                }
                case "failed" -> {
                    cell.failed++;
                    cell.judged.add(rowOf, 0);
                }
                default -> cell.unmeasured++;
            }
            cell.passed += passed.of(doc) == pass ? 1 : 0;
            if (cost.advanceExact(doc)) {
                cell.priced++;
                cell.cost += number(cost);
            }
            if (duration.advanceExact(doc)) {
                cell.durations.add(0, number(duration));
            }
        }

        private static double number(NumericDocValues values) throws IOException {
            return NumericUtils.sortableLongToDouble(values.longValue());
        }
    }

    /// What is known of a cell so far.
    private static final class Cell {
        private final Numbers judged = new Numbers();
        private final Numbers scores = new Numbers();
        private final Numbers durations = new Numbers();
        private long completed;
        private long failed;
        private long unmeasured;
        private long passed;
        private boolean shares = true;
        private long priced;
        private double cost;

        RunCell cell(String task, String model) {
            return new RunCell(
                    task,
                    model,
                    completed + failed + unmeasured,
                    completed,
                    failed,
                    unmeasured,
                    passed,
                    judged.estimate(true),
                    scores.estimate(shares),
                    priced == 0 ? OptionalDouble.empty() : OptionalDouble.of(cost),
                    priced,
                    durations.latency());
        }
    }

    /// Numbers and the rows they are of.
    private static final class Numbers {
        private long[] rows = new long[16];
        private double[] numbers = new double[16];
        private int count;

        void add(long row, double number) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count);
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            rows[count] = row;
            numbers[count++] = number;
        }

        Estimate estimate(boolean rate) {
            Map<Long, Integer> index = new HashMap<>();
            double[] sums = new double[count];
            int[] counts = new int[count];
            for (int i = 0; i < count; i++) {
                int row = index.computeIfAbsent(rows[i], _ -> index.size());
                sums[row] += numbers[i];
                counts[row]++;
            }
            return Estimate.overRuns(
                    Arrays.copyOf(sums, index.size()), Arrays.copyOf(counts, index.size()), rate);
        }

        RunCell.Latency latency() {
            double[] sorted = Arrays.copyOf(numbers, count);
            Arrays.sort(sorted);
            return new RunCell.Latency(
                    quantile(sorted, 0.5), quantile(sorted, 0.9), quantile(sorted, 0.99));
        }

        private static double quantile(double[] sorted, double share) {
            return sorted.length == 0
                    ? Double.NaN
                    : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        }
    }
}
