package dev.kbench.run;

import dev.kbench.key.ModelRef;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where runs come from: the columns that figures are taken from, by index, and the whole run where
/// somebody asks for it. Indexes go from 0 to below {@link #size}, in the order of positions.
///
/// Immutable and thread-safe.
interface RunSource<T extends @Nullable Object> {
    /// How many runs there are.
    int size();

    /// How many were planned; the rest was not run.
    long planned();

    /// The run itself, which may be read from disk.
    Run<T> run(int index);

    /// The models that models are indexes of.
    List<ModelRef> models();

    /// Above all rows.
    int rows();

    /// Above all cells.
    int cells();

    /// Above all positions. A part of an evaluation keeps the positions of the whole.
    long positions();

    /// The place among all that was planned.
    int position(int index);

    int model(int index);

    int row(int index);

    /// The cell, whose trials differ in nothing but their seed.
    int cell(int index);

    int trial(int index);

    /// What it came to, as {@link RunState} has it.
    int state(int index);

    /// Its value as a number, where its state says that it has one.
    double number(int index);

    /// A figure of what it cost in all, where its state says that it is known.
    long usage(int figure, int index);

    /// How much of that was not spent now.
    long before(int figure, int index);

    /// How much of that was spent when what was replayed now was recorded.
    long replayed(int figure, int index);

    /// What tells it apart, as {@link RunSummary#identity()} has it.
    long identity(int index);
}
