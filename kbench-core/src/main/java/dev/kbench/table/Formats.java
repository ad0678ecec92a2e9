package dev.kbench.table;

import dev.kbench.table.spi.TableFormat;
import dev.kbench.table.spi.TableReader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;

/// The kinds of files that can be read: two of our own, and those that other modules bring.
final class Formats {
    static final TableFormat CSV = new Own("CSV", List.of(".csv"), CsvRecords::new);
    static final TableFormat JSONL = new Own("JSONL", List.of(".jsonl", ".ndjson"), JsonLines::new);

    private Formats() {}

    private interface Opener {
        TableReader open(Path file) throws IOException;
    }

    private record Own(String name, List<String> suffixes, Opener opener) implements TableFormat {
        @Override
        public boolean claims(String fileName) {
            return suffixes.stream().anyMatch(fileName::endsWith);
        }

        @Override
        public TableReader open(Path file) throws IOException {
            return opener.open(file);
        }
    }

    private static final class Found {
        private static final List<TableFormat> ALL =
                List.copyOf(
                        ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader())
                                .stream()
                                .map(ServiceLoader.Provider::get)
                                .toList());
    }

    /// By the file's name; CSV where nothing else claims it.
    static TableFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (JSONL.claims(name) || CSV.claims(name)) {
            return JSONL.claims(name) ? JSONL : CSV;
        }
        return Found.ALL.stream()
                .filter(format -> format.claims(name))
                .findFirst()
                .orElseGet(() -> name.endsWith(".parquet") ? parquet(file) : CSV);
    }

    static TableFormat parquet(Path file) {
        return Found.ALL.stream()
                .filter(format -> format.name().equals("Parquet"))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TableException(
                                        "%s: Parquet files are read by the module dev.kbench.data, which is not there; add the dependency dev.kbench:kbench-data"
                                                .formatted(file),
                                        null));
    }
}
