package dev.kbench.run;

import dev.kbench.key.ModelRef;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// Some of the runs of a source, in their order.
record SelectedRuns<T extends @Nullable Object>(RunSource<T> source, Indexes chosen, long planned)
        implements RunSource<T> {

    /// Indexes in rising order.
    static final class Indexes {
        private final int[] indexes;

        private Indexes(int[] indexes) {
            this.indexes = indexes;
        }
    }

    /// The runs that a condition on their index holds for.
    ///
    /// @param notRun how many of the runs that were not made would have been among them
    static <T extends @Nullable Object> SelectedRuns<T> of(
            RunSource<T> source, IntPredicate chosen, long notRun) {
        int[] indexes = new int[16];
        int count = 0;
        for (int i = 0; i < source.size(); i++) {
            if (chosen.test(i)) {
                if (count == indexes.length) {
                    indexes = Arrays.copyOf(indexes, Math.min(source.size(), count * 2));
                }
                indexes[count++] = i;
            }
        }
        return new SelectedRuns<>(
                source, new Indexes(Arrays.copyOf(indexes, count)), count + notRun);
    }

    private int at(int index) {
        return chosen.indexes[index];
    }

    @Override
    public int size() {
        return chosen.indexes.length;
    }

    @Override
    public Run<T> run(int index) {
        return source.run(at(index));
    }

    @Override
    public List<ModelRef> models() {
        return source.models();
    }

    @Override
    public int rows() {
        return source.rows();
    }

    @Override
    public int cells() {
        return source.cells();
    }

    @Override
    public long positions() {
        return source.positions();
    }

    @Override
    public int position(int index) {
        return source.position(at(index));
    }

    @Override
    public int model(int index) {
        return source.model(at(index));
    }

    @Override
    public int row(int index) {
        return source.row(at(index));
    }

    @Override
    public int cell(int index) {
        return source.cell(at(index));
    }

    @Override
    public int trial(int index) {
        return source.trial(at(index));
    }

    @Override
    public int state(int index) {
        return source.state(at(index));
    }

    @Override
    public double number(int index) {
        return source.number(at(index));
    }

    @Override
    public long usage(int figure, int index) {
        return source.usage(figure, at(index));
    }

    @Override
    public long before(int figure, int index) {
        return source.before(figure, at(index));
    }

    @Override
    public long replayed(int figure, int index) {
        return source.replayed(figure, at(index));
    }

    @Override
    public long identity(int index) {
        return source.identity(at(index));
    }
}
