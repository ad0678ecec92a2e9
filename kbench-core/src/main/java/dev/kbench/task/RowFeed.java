package dev.kbench.task;

import dev.kbench.table.DataFrame;
import dev.kbench.table.Row;
import dev.kbench.table.RowCursor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/// Gives jobs their rows. Jobs ask in the order of their positions, or nearly so, since many ask at
/// a time: all rows for a first combination of models and grid, then all for the next. Readings of
/// the data go forward with them. What a reading passes over is kept for those who ask late: as
/// often as the row is wanted, and at most {@link #KEPT} rows. Who asks for a row that is no longer
/// kept is served by another reading from the first row on, which the next one of that kind finds
/// well on its way; at most {@link #READINGS} are open.
///
/// Thread-safe.
final class RowFeed implements AutoCloseable {
    /// As many as are in flight in all but the largest evaluations.
    static final int KEPT = 1024;

    private static final int READINGS = 3;

    private final @Nullable DataFrame table;
    private final Supplier<RowCursor> open;
    private final long rows;
    private final int trials;
    private final LongPredicate wanted;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Kept> kept = new LinkedHashMap<>();
    private final List<RowCursor> readings = new ArrayList<>(READINGS);
    private boolean closed;

    private static final class Kept {
        private final Row row;
        private int uses;

        Kept(Row row, int uses) {
            this.row = row;
            this.uses = uses;
        }
    }

    /// @param table the rows; null where they are read
    /// @param open opens a reading of them
    /// @param rows how many there are
    /// @param trials how many positions in a row are of one row
    /// @param wanted whether the row for a position is going to be asked for
    RowFeed(
            @Nullable DataFrame table,
            Supplier<RowCursor> open,
            long rows,
            int trials,
            LongPredicate wanted) {
        this.table = table;
        this.open = open;
        this.rows = rows;
        this.trials = trials;
        this.wanted = wanted;
    }

    /// The row for a position of the plan.
    Row row(long position) {
        long place = position / trials;
        if (table != null) {
            return table.row((int) (place % rows));
        }
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the evaluation's data is closed");
            }
            Kept found = kept.get(place);
            if (found != null) {
                if (--found.uses == 0) {
                    kept.remove(place);
                }
                return found.row;
            }
            return read(reading(place % rows), place);
        } finally {
            lock.unlock();
        }
    }

    /// The reading that is nearest before a row, or a new one, as the last.
    private RowCursor reading(long index) {
        RowCursor nearest = null;
        for (RowCursor reading : readings) {
            if (reading.position() <= index
                    && (nearest == null || nearest.position() < reading.position())) {
                nearest = reading;
            }
        }
        if (nearest == null) {
            if (readings.size() == READINGS) {
                readings.removeFirst().close();
            }
            nearest = open.get();
        } else {
            readings.remove(nearest);
        }
        readings.add(nearest);
        return nearest;
    }

    /// Reads on to a row.
    ///
    /// @param place which row of all combinations'
    private Row read(RowCursor reading, long place) {
        long index = place % rows;
        while (reading.position() < index) {
            Row passed = reading.next();
            long before = index - passed.index();
            if (before <= KEPT) {
                keep(passed, place - before, uses(place - before));
            }
        }
        Row row = reading.next();
        keep(row, place, uses(place) - 1);
        if (!reading.hasNext()) {
            readings.remove(reading);
            reading.close();
        }
        return row;
    }

    private int uses(long place) {
        int uses = 0;
        for (int trial = 0; trial < trials; trial++) {
            uses += wanted.test(place * trials + trial) ? 1 : 0;
        }
        return uses;
    }

    private void keep(Row row, long place, int uses) {
        if (uses > 0) {
            kept.put(place, new Kept(row, uses));
            if (kept.size() > KEPT) {
                Iterator<Long> eldest = kept.keySet().iterator();
                eldest.next();
                eldest.remove();
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            kept.clear();
            readings.forEach(RowCursor::close);
            readings.clear();
        } finally {
            lock.unlock();
        }
    }
}
