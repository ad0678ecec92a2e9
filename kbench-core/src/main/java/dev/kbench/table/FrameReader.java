package dev.kbench.table;

import dev.kbench.table.spi.TableFormat;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Reads a whole file into a table, a column at a time.
final class FrameReader {
    private static final long MEGABYTE = 1_000_000;

    private final List<List<@Nullable Object>> columns = new ArrayList<>();
    private long[] lines = new long[64];
    private int height;

    private FrameReader() {}

    static DataFrame read(Path file, TableFormat format, Map<String, Class<?>> asked) {
        try (RowReader reader = RowReader.open(file, format, asked::get, Set.of())) {
            return new FrameReader().table(file, reader);
        } catch (OutOfMemoryError e) {
            throw tooLarge(file, format, e);
        }
    }

    private static OutOfMemoryError tooLarge(Path file, TableFormat format, OutOfMemoryError e) {
        OutOfMemoryError told =
                new OutOfMemoryError(
                        "%s (%d MB) does not fit as a table into the memory that this program may use (%d MB): read it as a stream with Dataset.%s, or let the program use more (java -Xmx4g)"
                                .formatted(
                                        file,
                                        file.toFile().length() / MEGABYTE,
                                        Runtime.getRuntime().maxMemory() / MEGABYTE,
                                        format.name().toLowerCase(Locale.ROOT)));
        told.initCause(e);
        return told;
    }

    private DataFrame table(Path file, RowReader reader) {
        while (reader.advance(true)) {
            add(reader.values());
            lines = height == lines.length ? Arrays.copyOf(lines, 2 * height) : lines;
            lines[height++] = reader.line();
        }
        grow(reader.header().size());
        reader.types().settle();
        SequencedMap<String, Column> table = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<@Nullable Object> read = columns.set(i, List.of());
            @Nullable Object[] values = new @Nullable Object[height];
            for (int row = 0; row < read.size(); row++) {
                values[row] = reader.types().settled(i, read.get(row));
            }
            String name = reader.header().name(i);
            table.put(name, new Column(name, values));
        }
        return new DataFrame(
                table, Rows.labels(height), new FileLines(file, Arrays.copyOf(lines, height)));
    }

    private void add(@Nullable Object[] values) {
        grow(values.length);
        for (int i = 0; i < values.length; i++) {
            List<@Nullable Object> column = columns.get(i);
            while (column.size() < height) {
                column.add(null);
            }
            column.add(values[i]);
        }
    }

    private void grow(int width) {
        while (columns.size() < width) {
            columns.add(new ArrayList<>());
        }
    }
}
