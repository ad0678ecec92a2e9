package dev.kbench.table.spi;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// The rows of one file, one after the other, in memory that does not grow with the file.
///
/// One thread at a time.
public interface TableReader extends Closeable {
    /// The columns known so far. Rows of a format whose files do not begin with the names may bring
    /// more.
    ///
    /// @return names in order, none twice; a growing list only grows at its end
    List<String> columns();

    /// Whether values come with their types. Where they do not, each is text that the column's
    /// other values give its type.
    ///
    /// @return true for typed values
    default boolean typed() {
        return true;
    }

    /// Goes to the next row.
    ///
    /// @return false where there is none
    /// @throws IOException if the file cannot be read any further; the message says what is wrong
    boolean advance() throws IOException;

    /// The row's values in column order: text, booleans, numbers, dates and times, lists, and maps
    /// by text; null where one is missing.
    ///
    /// @return a new array, at most as long as there are columns; what lies beyond is missing
    @Nullable Object[] values();

    /// The line on which the row begins.
    ///
    /// @return from 1; 0 for a format without lines
    default long line() {
        return 0;
    }
}
