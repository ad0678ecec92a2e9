package dev.kbench.table;

import dev.kbench.key.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/// Writes a table as CSV, so that reading gives it back.
final class CsvWriter {
    private CsvWriter() {}

    static void write(DataFrame table, Path file) {
        if (table.width() == 0) {
            throw new TableException(
                    file + " cannot be written: a table without columns has no place in CSV", null);
        }
        AtomicFile.write(file, out -> write(table, file, out));
    }

    private static void write(DataFrame table, Path file, Writer out) throws IOException {
        for (int i = 0; i < table.width(); i++) {
            String name = table.columns().get(i);
            if (name.isBlank()) {
                throw new TableException(
                        "%s cannot be written: column %d has no name".formatted(file, i + 1), null);
            }
            separate(i, out);
            text(name, out);
        }
        out.write('\n');
        boolean alone = table.width() == 1;
        for (int row = 0; row < table.height(); row++) {
            for (int i = 0; i < table.width(); i++) {
                separate(i, out);
                Object value = table.inOrder().get(i).cell(row);
                if (value == null && alone) {
                    missingAlone(table.inOrder().getFirst(), file, out);
                }
                cell(value, out);
            }
            out.write('\n');
        }
    }

    /// An empty line is no row. Quoted and empty is missing, but not in a column of text.
    private static void missingAlone(Column column, Path file, Writer out) throws IOException {
        for (int i = 0; i < column.height(); i++) {
            if (column.cell(i) instanceof CharSequence) {
                throw new TableException(
                        "%s cannot be written: the only column, '%s', is text with missing values, which CSV cannot tell from empty text; write JSONL"
                                .formatted(file, column.name()),
                        null);
            }
        }
        out.write("\"\"");
    }

    private static void separate(int column, Writer out) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private static void cell(@Nullable Object value, Writer out) throws IOException {
        switch (value) {
            case null -> {}
            case CharSequence text -> text(text.toString(), out);
            case Number number -> text(number.toString(), out);
            case Boolean truth -> out.write(truth.toString());
            case Enum<?> constant -> text(constant.name(), out);
            default -> {
                String json = CanonicalJson.of(value);
                boolean isText = json.startsWith("\"");
                text(isText ? value.toString() : json, out);
            }
        }
    }

    private static void text(String text, Writer out) throws IOException {
        if (!needsQuotes(text)) {
            out.write(text);
            return;
        }
        out.write('"');
        out.write(text.replace("\"", "\"\""));
        out.write('"');
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || text.charAt(0) == '\uFEFF') {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case ',', '"', '\n', '\r', ';', '\t' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
