package dev.kbench.table;

import dev.kbench.key.CanonicalJson;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// Writes a table as JSONL, so that reading gives it back. A value is written as its canonical
/// JSON.
final class JsonLinesWriter {
    private JsonLinesWriter() {}

    static void write(DataFrame table, Path file) {
        AtomicFile.write(file, out -> write(table, file, out));
    }

    private static void write(DataFrame table, Path file, Writer out) throws IOException {
        for (int row = 0; row < table.height(); row++) {
            out.write('{');
            for (int i = 0; i < table.width(); i++) {
                Column column = table.inOrder().get(i);
                out.write(i == 0 ? "" : ",");
                out.write(CanonicalJson.of(column.name()));
                out.write(':');
                out.write(json(column, row, file));
            }
            out.write("}\n");
        }
    }

    private static String json(Column column, int row, Path file) {
        Object value = column.cell(row);
        if (value instanceof Double d) {
            if (!Double.isFinite(d)) {
                throw new TableException(
                        "%s cannot be written: row %d of column '%s' is %s, which JSON does not know"
                                .formatted(file, row, column.name(), d),
                        null);
            }
            // A whole one stays a decimal: 4.0 is not read back as 4
            return d.toString();
        }
        return CanonicalJson.of(value);
    }
}
