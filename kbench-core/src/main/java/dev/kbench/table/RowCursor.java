package dev.kbench.table;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;

/// Rows, one after the other.
///
/// One thread at a time.
public final class RowCursor implements Iterator<Row>, AutoCloseable {
    private final long rows;
    private final LongFunction<Row> read;
    private final Runnable close;
    private long next;
    private boolean closed;

    RowCursor(long rows, LongFunction<Row> read, Runnable close) {
        this.rows = rows;
        this.read = read;
        this.close = close;
    }

    @Override
    public boolean hasNext() {
        return !closed && next < rows;
    }

    /// The next row.
    ///
    /// @return the row
    /// @throws TableException if the file cannot be read any further, or is not what it was
    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException(
                    closed ? "the rows are closed" : "there are %d rows".formatted(rows));
        }
        return read.apply(next++);
    }

    /// Which row comes next.
    ///
    /// @return its index, from 0
    public long position() {
        return next;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            close.run();
        }
    }
}
