package dev.kbench.run;

import java.util.Arrays;
import java.util.OptionalLong;

/// Summaries of runs by position, in primitive arrays: 18 bytes a run, and 8 for each figure of its
/// usage that some run near it knows, and of what was spent on it before, where something was.
/// Grown in chunks as positions are filled.
///
/// For one thread at a time.
final class RunColumns {
    private static final int SHIFT = 12;
    private static final int CHUNK = 1 << SHIFT;
    private static final int MASK = CHUNK - 1;
    private static final long[] NOBODY_KNOWS = {};

    private final Chunk[] chunks;
    private final int capacity;
    private int size;

    private static final class Chunk {
        final char[] states;
        final double[] numbers;
        final long[] identities;
        final long[][] usage = new long[UsageFigure.COUNT][];
        final long[][] before = new long[UsageFigure.COUNT][];
        final long[][] replayed = new long[UsageFigure.COUNT][];

        Chunk(int length) {
            states = new char[length];
            numbers = new double[length];
            identities = new long[length];
            Arrays.fill(usage, NOBODY_KNOWS);
            Arrays.fill(before, NOBODY_KNOWS);
            Arrays.fill(replayed, NOBODY_KNOWS);
        }

        long bytes() {
            long bytes = (long) states.length * (Character.BYTES + Double.BYTES + Long.BYTES);
            for (int figure = 0; figure < UsageFigure.COUNT; figure++) {
                long figures = usage[figure].length + (long) before[figure].length;
                bytes += (figures + replayed[figure].length) * Long.BYTES;
            }
            return bytes;
        }
    }

    /// Columns for positions from 0 to below the capacity.
    RunColumns(int capacity) {
        this.capacity = capacity;
        this.chunks = new Chunk[(int) (((long) capacity + MASK) >> SHIFT)];
    }

    /// Puts a run at its position, in the place of an earlier one.
    void put(int position, RunSummary run) {
        if (position < 0 || position >= capacity) {
            throw new IndexOutOfBoundsException(
                    "position %d is outside %d cells".formatted(position, capacity));
        }
        Chunk chunk = chunks[position >> SHIFT];
        if (chunk == null) {
            chunk = new Chunk(Math.min(CHUNK, capacity - (position & ~MASK)));
            chunks[position >> SHIFT] = chunk;
        }
        int at = position & MASK;
        if (chunk.states[at] == RunState.ABSENT) {
            size++;
        }
        chunk.states[at] = RunState.of(run);
        chunk.numbers[at] = run.number().orElse(0);
        chunk.identities[at] = run.identity();
        for (int figure = 0; figure < UsageFigure.COUNT; figure++) {
            OptionalLong inAll = UsageFigure.of(figure, run.spent().inAll());
            long all = inAll.orElse(0);
            long now = UsageFigure.of(figure, run.spent().now()).orElse(0);
            if (inAll.isPresent()) {
                chunk.usage[figure] = roomFor(chunk, chunk.usage[figure]);
                chunk.usage[figure][at] = all;
            }
            if (all != now || chunk.before[figure].length > 0) {
                chunk.before[figure] = roomFor(chunk, chunk.before[figure]);
                chunk.before[figure][at] = all - now;
            }
            long replayed = UsageFigure.of(figure, run.spent().replayed()).orElse(0);
            if (replayed != 0 || chunk.replayed[figure].length > 0) {
                chunk.replayed[figure] = roomFor(chunk, chunk.replayed[figure]);
                chunk.replayed[figure][at] = replayed;
            }
        }
    }

    private static long[] roomFor(Chunk chunk, long[] figures) {
        return figures.length == 0 ? new long[chunk.states.length] : figures;
    }

    /// How many positions have a run.
    int size() {
        return size;
    }

    int state(int position) {
        Chunk chunk = chunks[position >> SHIFT];
        return chunk == null ? RunState.ABSENT : chunk.states[position & MASK];
    }

    double number(int position) {
        return chunks[position >> SHIFT].numbers[position & MASK];
    }

    long identity(int position) {
        return chunks[position >> SHIFT].identities[position & MASK];
    }

    /// A figure that the run's state says is known.
    long usage(int figure, int position) {
        return chunks[position >> SHIFT].usage[figure][position & MASK];
    }

    /// How much of a figure was spent before.
    long before(int figure, int position) {
        return orNothing(chunks[position >> SHIFT].before[figure], position);
    }

    /// How much of a figure was replayed.
    long replayed(int figure, int position) {
        return orNothing(chunks[position >> SHIFT].replayed[figure], position);
    }

    private static long orNothing(long[] figures, int position) {
        return figures.length == 0 ? 0 : figures[position & MASK];
    }

    /// What the arrays hold, in bytes, without their headers.
    long bytes() {
        long bytes = 0;
        for (Chunk chunk : chunks) {
            bytes += chunk == null ? 0 : chunk.bytes();
        }
        return bytes;
    }
}
