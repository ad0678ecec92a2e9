package dev.kbench.data.parquet;

import dev.kbench.table.spi.TableFormat;
import dev.kbench.table.spi.TableReader;

import java.io.IOException;
import java.nio.file.Path;

/// Parquet files: text, numbers, booleans, dates and times, decimals, lists, maps and structs.
public final class ParquetFormat implements TableFormat {
    /// The format, as the service loader makes it.
    public ParquetFormat() {}

    @Override
    public String name() {
        return "Parquet";
    }

    @Override
    public boolean claims(String fileName) {
        return fileName.endsWith(".parquet") || fileName.endsWith(".pq");
    }

    @Override
    public TableReader open(Path file) throws IOException {
        return ParquetRows.open(file);
    }
}
