package dev.kbench.run;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Splits a CSV text into records (RFC 4180): commas, values in double quotes with quotes doubled
/// inside, line ends LF, CRLF or CR, also inside quotes. A byte order mark before the first value
/// is left out; a line with nothing on it is skipped.
///
/// One thread.
final class CsvRecords {
    private static final int END = -1;
    private static final int NONE = -2;

    private final Reader in;
    private final String file;
    private int pushedBack = NONE;
    private int line = 1;
    private int recordLine;

    CsvRecords(Reader in, String file) throws IOException {
        this.in = in;
        this.file = file;
        int first = in.read();
        if (first != '\uFEFF') {
            pushedBack = first;
        }
    }

    /// The line on which the last record began, from 1.
    int line() {
        return recordLine;
    }

    /// The next record's values, null at the end.
    @Nullable List<String> next() throws IOException {
        while (true) {
            recordLine = line;
            int c = read();
            if (c == END) {
                return null;
            }
            if (c != '\n') {
                return record(c);
            }
        }
    }

    private List<String> record(int first) throws IOException {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        int c = first;
        while (true) {
            if (c == '"' && value.isEmpty()) {
                quoted(value);
                c = read();
                if (c != ',' && c != '\n' && c != END) {
                    throw new TableException(
                            "%s, line %d: expected a comma or the line's end after a closing quote, got '%c'"
                                    .formatted(file, line, c),
                            null);
                }
            }
            if (c == ',' || c == '\n' || c == END) {
                values.add(value.toString());
                value.setLength(0);
                if (c != ',') {
                    return values;
                }
            } else {
                value.append((char) c);
            }
            c = read();
        }
    }

    private void quoted(StringBuilder value) throws IOException {
        int opened = line;
        while (true) {
            int c = read();
            if (c == END) {
                throw new TableException(
                        "%s, line %d: the quote that opens here is never closed"
                                .formatted(file, opened),
                        null);
            }
            if (c == '"') {
                int after = read();
                if (after != '"') {
                    if (after == '\n') {
                        line--;
                    }
                    pushedBack = after;
                    return;
                }
            }
            value.append((char) c);
        }
    }

    /// The next character; every kind of line end is one LF.
    private int read() throws IOException {
        int c = pushedBack == NONE ? in.read() : pushedBack;
        pushedBack = NONE;
        if (c == '\r') {
            int after = in.read();
            if (after != '\n') {
                pushedBack = after;
            }
            c = '\n';
        }
        if (c == '\n') {
            line++;
        }
        return c;
    }
}
