package dev.kbench.task;

import dev.kbench.table.Dataset;
import dev.kbench.table.Row;
import dev.kbench.table.RowCursor;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Gives jobs their rows. Jobs ask in the order of their positions, or nearly so, since many ask at
/// a time: all rows for a first combination of models and grid, then all for the next. A reading of
/// the data follows them, one for each combination, and rows that it passes over are kept for those
/// who ask late: as many as the trials, and at most {@link #KEPT} rows. Who asks for a row that is
/// no longer kept reads for itself from the start: right, but slow.
///
/// Thread-safe.
final class RowFeed implements AutoCloseable {
    private static final int KEPT = 1024;

    private final Dataset data;
    private final long rows;
    private final int uses;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Kept> kept = new LinkedHashMap<>();
    private @Nullable RowCursor cursor;
    private long combination = -1;
    private boolean closed;

    private static final class Kept {
        private final Row row;
        private int uses;

        Kept(Row row, int uses) {
            this.row = row;
            this.uses = uses;
        }
    }

    /// @param uses how often each row is asked for
    RowFeed(Dataset data, int uses) {
        this.data = data;
        this.rows = data.height();
        this.uses = uses;
    }

    /// A row for a cell.
    ///
    /// @param wanted the cell's combination, counted from 0
    /// @param index the row's index
    Row row(long wanted, long index) {
        if (data.table().isPresent()) {
            return data.table().get().row((int) index);
        }
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the evaluation's data is closed");
            }
            Kept found = kept.get(wanted * rows + index);
            if (found != null) {
                if (--found.uses == 0) {
                    kept.remove(wanted * rows + index);
                }
                return found.row;
            }
            if (wanted > combination) {
                moveOn(wanted);
            }
            if (wanted == combination && cursor != null && cursor.position() <= index) {
                return readUpTo(cursor, index);
            }
        } finally {
            lock.unlock();
        }
        try (RowCursor again = data.open()) {
            while (again.position() < index) {
                again.next();
            }
            return again.next();
        }
    }

    /// What is left of the last reading may still be asked for.
    private void moveOn(long wanted) {
        if (cursor != null) {
            if (rows - cursor.position() <= KEPT) {
                while (cursor.hasNext()) {
                    keep(cursor.next(), uses);
                }
            }
            cursor.close();
        }
        cursor = data.open();
        combination = wanted;
    }

    private Row readUpTo(RowCursor reading, long index) {
        while (reading.position() < index) {
            Row passed = reading.next();
            if (index - passed.index() <= KEPT) {
                keep(passed, uses);
            }
        }
        Row row = reading.next();
        if (uses > 1) {
            keep(row, uses - 1);
        }
        if (!reading.hasNext()) {
            reading.close();
        }
        return row;
    }

    private void keep(Row row, int times) {
        kept.put(combination * rows + row.index(), new Kept(row, times));
        if (kept.size() > KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            kept.clear();
            if (cursor != null) {
                cursor.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
