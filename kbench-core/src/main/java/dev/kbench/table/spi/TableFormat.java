package dev.kbench.table.spi;

import java.io.IOException;
import java.nio.file.Path;

/// A kind of files that hold a table. Found by `ServiceLoader`.
public interface TableFormat {
    /// What people call it.
    ///
    /// @return such as `Parquet`
    String name();

    /// Whether a file is of this kind, as its name has it.
    ///
    /// @param fileName the file's name without its folder, in lower case
    /// @return true where the name ends as names of this format do
    boolean claims(String fileName);

    /// Opens a file at its first row.
    ///
    /// @param file a regular file
    /// @return its rows
    /// @throws IOException if the file cannot be read, or is not what it should be; the message
    ///   says what is wrong, not which file
    TableReader open(Path file) throws IOException;
}
