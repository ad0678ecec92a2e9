package dev.kbench.run;

import dev.kbench.key.ModelRef;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The runs of two sources, cell by cell: whose run stands where. A run stands where its cell
/// stands in the first source, where it is there.
record MergedRuns<T extends @Nullable Object>(
        RunSource<T> first, RunSource<T> later, Picks picks, long planned) implements RunSource<T> {

    /// For each run the index of its cell in either source, -1 where it has none, and whose run it
    /// is.
    static final class Picks {
        private final int[] inFirst;
        private final int[] inLater;
        private final boolean[] fromLater;
        private int size;

        Picks(int most) {
            inFirst = new int[most];
            inLater = new int[most];
            fromLater = new boolean[most];
        }

        void add(int first, int later, boolean takesLater) {
            inFirst[size] = first;
            inLater[size] = later;
            fromLater[size++] = takesLater;
        }

        int size() {
            return size;
        }
    }

    /// Whose columns say where the run stands.
    private RunSource<T> place(int index) {
        return picks.inFirst[index] >= 0 ? first : later;
    }

    private int placeAt(int index) {
        return picks.inFirst[index] >= 0 ? picks.inFirst[index] : picks.inLater[index];
    }

    /// Whose run it is.
    private RunSource<T> from(int index) {
        return picks.fromLater[index] ? later : first;
    }

    private int fromAt(int index) {
        return picks.fromLater[index] ? picks.inLater[index] : picks.inFirst[index];
    }

    @Override
    public int size() {
        return picks.size;
    }

    @Override
    public Run<T> run(int index) {
        return from(index).run(fromAt(index));
    }

    @Override
    public List<ModelRef> models() {
        return first.models();
    }

    @Override
    public int rows() {
        return Math.max(first.rows(), later.rows());
    }

    @Override
    public int cells() {
        return Math.max(first.cells(), later.cells());
    }

    @Override
    public long positions() {
        return first.positions();
    }

    @Override
    public int position(int index) {
        return place(index).position(placeAt(index));
    }

    @Override
    public int model(int index) {
        return place(index).model(placeAt(index));
    }

    @Override
    public int row(int index) {
        return place(index).row(placeAt(index));
    }

    @Override
    public int cell(int index) {
        return place(index).cell(placeAt(index));
    }

    @Override
    public int trial(int index) {
        return place(index).trial(placeAt(index));
    }

    @Override
    public int state(int index) {
        return from(index).state(fromAt(index));
    }

    @Override
    public double number(int index) {
        return from(index).number(fromAt(index));
    }

    @Override
    public long usage(int figure, int index) {
        return from(index).usage(figure, fromAt(index));
    }

    @Override
    public long before(int figure, int index) {
        return from(index).before(figure, fromAt(index));
    }

    @Override
    public long replayed(int figure, int index) {
        return from(index).replayed(figure, fromAt(index));
    }

    @Override
    public long identity(int index) {
        return from(index).identity(fromAt(index));
    }
}
