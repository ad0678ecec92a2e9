package dev.kbench.table;

import dev.kbench.table.spi.TableFormat;
import dev.kbench.table.spi.TableReader;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The rows of a file with their values in their types, one after the other.
///
/// One thread.
final class RowReader implements Closeable {
    private final Path file;
    private final TableReader reader;
    private final Header header;
    private final ColumnTypes types;
    private @Nullable Object[] values = new @Nullable Object[0];
    private long next;
    private int checked;

    private RowReader(Path file, TableReader reader, Header header, ColumnTypes types) {
        this.file = file;
        this.reader = reader;
        this.header = header;
        this.types = types;
    }

    /// Opens a file for the first time.
    ///
    /// @param asked gives the type in which a column's values are wanted, null for any
    /// @param privates the names of the columns whose values are shown nowhere
    static RowReader open(
            Path file,
            TableFormat format,
            Function<String, @Nullable Class<?>> asked,
            Set<String> privates) {
        TableReader reader = reader(file, format);
        Header header = new Header(reader.columns(), privates);
        return new RowReader(
                file, reader, header, new ColumnTypes(file, reader.typed(), header, asked));
    }

    /// Opens a file of which columns and types are known.
    static RowReader open(Path file, TableFormat format, Header header, ColumnTypes types) {
        return new RowReader(file, reader(file, format), header, types);
    }

    private static TableReader reader(Path file, TableFormat format) {
        try {
            TableFile.check(file);
            return format.open(file);
        } catch (IOException e) {
            throw TableFile.failed(file, e);
        }
    }

    Header header() {
        return header;
    }

    ColumnTypes types() {
        return types;
    }

    /// Whether the file's columns, as far as they are read, are those of the header.
    boolean hasItsColumns() {
        List<String> columns = reader.columns();
        for (; checked < columns.size(); checked++) {
            if (checked >= header.size() || !header.name(checked).equals(columns.get(checked))) {
                return false;
            }
        }
        return true;
    }

    /// Goes to the next row.
    ///
    /// @param grow whether the header takes over columns that were not known
    boolean advance(boolean grow) {
        try {
            if (!reader.advance()) {
                return false;
            }
        } catch (IOException e) {
            throw TableFile.failed(file, e);
        }
        values = reader.values();
        if (grow) {
            header.addFrom(reader.columns());
        }
        types.apply(values, reader.line(), next++);
        return true;
    }

    /// The row's values, fewer than columns where the last are missing.
    @Nullable Object[] values() {
        return values;
    }

    long line() {
        return reader.line();
    }

    Row row() {
        @Nullable Object[] cells = values;
        long index = next - 1;
        return new Row(
                header,
                place -> place < cells.length ? cells[place] : null,
                index,
                Long.toString(index),
                file,
                reader.line());
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw TableFile.failed(file, e);
        }
    }
}
