package dev.kbench.run;

import dev.kbench.key.ModelRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Runs whose columns are kept, or made when they are first asked for.
final class StoredRuns<T extends @Nullable Object> implements RunSource<T> {
    private static final int[] ALL = {};
    private static final StoredRuns<?> NONE = listed(List.of());

    private final int size;
    private final long planned;
    private final int[] positions;
    private final Supplier<Columns> columns;
    private final IntFunction<Run<T>> runs;

    /// What is known of the runs at positions.
    record Columns(Placement placement, RunColumns values) {}

    private StoredRuns(
            int size,
            long planned,
            int[] positions,
            Supplier<Columns> columns,
            IntFunction<Run<T>> runs) {
        this.size = size;
        this.planned = planned;
        this.positions = positions;
        this.columns = columns;
        this.runs = runs;
    }

    /// The runs of a list, in its order; nothing is worked out before it is asked for.
    @SuppressWarnings("unchecked") // of no runs none has a value
    static <T extends @Nullable Object> StoredRuns<T> of(List<Run<T>> runs) {
        return runs.isEmpty() ? (StoredRuns<T>) NONE : listed(runs);
    }

    private static <T extends @Nullable Object> StoredRuns<T> listed(List<Run<T>> runs) {
        return new StoredRuns<>(
                runs.size(), runs.size(), ALL, new Once<>(() -> columnsOf(runs)), runs::get);
    }

    private static Columns columnsOf(List<? extends Run<?>> runs) {
        RunColumns values = new RunColumns(runs.size());
        for (int i = 0; i < runs.size(); i++) {
            values.put(i, RunSummary.of(runs.get(i)));
        }
        return new Columns(new ListPlacement(runs), values);
    }

    /// The runs at those of a layout's positions that have one.
    static <T extends @Nullable Object> StoredRuns<T> of(
            RunLayout layout, RunColumns values, IntFunction<Run<T>> runs) {
        Columns columns = new Columns(layout, values);
        int[] positions = ALL;
        if (values.size() < layout.size()) {
            positions = new int[values.size()];
            int index = 0;
            for (int position = 0; index < positions.length; position++) {
                if (values.state(position) != RunState.ABSENT) {
                    positions[index++] = position;
                }
            }
        }
        return new StoredRuns<>(values.size(), layout.size(), positions, () -> columns, runs);
    }

    /// Works something out once.
    private static final class Once<V> implements Supplier<V> {
        private final Supplier<V> maker;
        private volatile @Nullable V made;

        Once(Supplier<V> maker) {
            this.maker = maker;
        }

        @Override
        public V get() {
            V known = made;
            if (known == null) {
                known = maker.get();
                made = known;
            }
            return known;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long planned() {
        return planned;
    }

    @Override
    public Run<T> run(int index) {
        return runs.apply(position(index));
    }

    @Override
    public List<ModelRef> models() {
        return columns.get().placement.models();
    }

    @Override
    public int rows() {
        return columns.get().placement.rows();
    }

    @Override
    public int cells() {
        return columns.get().placement.cells();
    }

    @Override
    public long positions() {
        return planned;
    }

    @Override
    public int position(int index) {
        return positions.length == 0 ? index : positions[index];
    }

    @Override
    public int model(int index) {
        return columns.get().placement.model(position(index));
    }

    @Override
    public int row(int index) {
        return columns.get().placement.row(position(index));
    }

    @Override
    public int cell(int index) {
        return columns.get().placement.cell(position(index));
    }

    @Override
    public int trial(int index) {
        return columns.get().placement.trial(position(index));
    }

    @Override
    public int state(int index) {
        return columns.get().values.state(position(index));
    }

    @Override
    public double number(int index) {
        return columns.get().values.number(position(index));
    }

    @Override
    public long usage(int figure, int index) {
        return columns.get().values.usage(figure, position(index));
    }

    @Override
    public long before(int figure, int index) {
        return columns.get().values.before(figure, position(index));
    }

    @Override
    public long replayed(int figure, int index) {
        return columns.get().values.replayed(figure, position(index));
    }

    @Override
    public long identity(int index) {
        return columns.get().values.identity(position(index));
    }
}
