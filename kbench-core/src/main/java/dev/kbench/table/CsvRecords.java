package dev.kbench.table;

import dev.kbench.table.spi.TableReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The records of a CSV file (RFC 4180): commas, values in double quotes with quotes doubled
/// inside, line ends LF, CRLF or CR, also inside quotes. A line with nothing on it is skipped. The
/// first record names the columns. A value that is not there is null; one that is quoted and empty
/// is the empty text. Works on bytes: in UTF-8 nothing but a comma, a quote and a line end has
/// their bytes.
///
/// One thread.
final class CsvRecords implements TableReader {
    /// Longer than any value that is meant: most likely a quote is missing.
    static final int LONGEST_VALUE = 16 << 20;

    private final Path file;
    private final FileBytes in;
    private final List<String> columns;
    private final List<@Nullable String> values = new ArrayList<>();
    private byte[] pieces = new byte[256];
    private int length;
    private long line = 1;
    private long recordLine;
    private boolean quoted;

    CsvRecords(Path file) throws IOException {
        this.file = file;
        this.in = new FileBytes(file);
        try {
            columns = names();
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private List<String> names() throws IOException {
        if (!record()) {
            throw new TableException(
                    "%s is empty; expected a first line with the columns' names".formatted(file),
                    null);
        }
        List<String> names = new ArrayList<>(values.size());
        Set<String> seen = new HashSet<>();
        for (String name : values) {
            if (name == null || name.isBlank()) {
                throw wrong(
                        recordLine,
                        "column %d has no name; give it one, or leave it out (pandas writes its index so: to_csv(…, index=False))"
                                .formatted(names.size() + 1));
            }
            if (name.indexOf('\0') >= 0) {
                throw wrong(recordLine, "there are NUL bytes in the columns' names; is it text?");
            }
            if (!seen.add(name)) {
                throw wrong(recordLine, "two columns are named '%s'; rename one".formatted(name));
            }
            names.add(name);
        }
        if (names.size() == 1 && !quoted) {
            refuseSeparator(names.getFirst());
        }
        return Collections.unmodifiableList(names);
    }

    private void refuseSeparator(String name) {
        String separator =
                name.contains("\t")
                        ? "tabs"
                        : name.contains(";") ? "semicolons" : name.contains("|") ? "bars" : "";
        if (!separator.isEmpty()) {
            throw wrong(
                    recordLine,
                    "expected names separated by commas, got '%s', which seems to be separated by %s; save the file with commas"
                            .formatted(TableText.cell(name), separator));
        }
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean typed() {
        return false;
    }

    @Override
    public long line() {
        return recordLine;
    }

    @Override
    public @Nullable Object[] values() {
        return values.toArray();
    }

    @Override
    public boolean advance() throws IOException {
        if (!record()) {
            return false;
        }
        if (values.size() != columns.size()) {
            throw wrong(
                    recordLine,
                    "expected %d values as in the first line, got %d; %s"
                            .formatted(
                                    columns.size(),
                                    values.size(),
                                    values.size() > columns.size()
                                            ? "a value that holds a comma needs double quotes"
                                                    + " around it"
                                            : "a value that is missing needs its comma, one that"
                                                  + " holds a line's end double quotes around it"));
        }
        return true;
    }

    /// Reads the next record that is no empty line.
    private boolean record() throws IOException {
        do {
            if (!in.more()) {
                return false;
            }
            values.clear();
            recordLine = line;
            boolean more = true;
            while (more) {
                quoted = in.peek() == '"';
                values.add(quoted ? quotedValue() : plainValue());
                more = in.peek() == ',';
                in.at += more ? 1 : 0;
            }
            lineEnd();
        } while (values.size() == 1 && values.getFirst() == null);
        return true;
    }

    private @Nullable String plainValue() throws IOException {
        length = 0;
        long begin = line;
        while (in.more()) {
            int from = in.at;
            int at = from;
            while (at < in.end && !ends(in.block[at])) {
                at++;
            }
            in.at = at;
            if (at < in.end && length == 0) {
                return from == at ? null : Utf8.decode(file, in.block, from, at);
            }
            keep(from, begin);
            if (at < in.end) {
                break;
            }
        }
        return length == 0 ? null : Utf8.decode(file, pieces, 0, length);
    }

    private static boolean ends(byte b) {
        return b <= ',' && (b == ',' || b == '\n' || b == '\r');
    }

    private String quotedValue() throws IOException {
        long begin = line;
        length = 0;
        in.at++;
        boolean afterReturn = false;
        while (in.more()) {
            int from = in.at;
            int at = from;
            while (at < in.end && in.block[at] != '"') {
                byte b = in.block[at++];
                line += b == '\r' || (b == '\n' && !afterReturn) ? 1 : 0;
                afterReturn = b == '\r';
            }
            in.at = at;
            if (at == in.end) {
                keep(from, begin);
                continue;
            }
            in.at++;
            if (in.end == in.at || in.block[in.at] == '"') {
                // The block may end here, and keep() needs it: the quote is kept with what is
                // before
                keep(from, begin);
                if (in.peek() == '"') {
                    in.at++;
                    afterReturn = false;
                    continue;
                }
                length--;
                return closed(Utf8.decode(file, pieces, 0, length));
            }
            if (length == 0) {
                return closed(Utf8.decode(file, in.block, from, at));
            }
            keep(from, begin);
            length--;
            return closed(Utf8.decode(file, pieces, 0, length));
        }
        throw wrong(begin, "the quote that opens here is never closed");
    }

    private String closed(String value) throws IOException {
        int next = in.peek();
        if (next >= 0 && !ends((byte) next)) {
            throw wrong(
                    line,
                    "expected CSV, values with quotes inside in double quotes and their quotes doubled: after a closing quote expected a comma or the line's end, got '%s'"
                            .formatted(next > ' ' && next < 127 ? (char) next : '…'));
        }
        return value;
    }

    /// Keeps the bytes read of this block as part of a value.
    private void keep(int from, long begin) {
        int count = in.at - from;
        if (length + count > LONGEST_VALUE) {
            throw wrong(
                    begin,
                    "the value that begins here is longer than %d MiB; is a quote or a line's end missing?"
                            .formatted(LONGEST_VALUE >> 20));
        }
        if (length + count > pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(length + count, 2 * pieces.length));
        }
        System.arraycopy(in.block, from, pieces, length, count);
        length += count;
    }

    private void lineEnd() throws IOException {
        int end = in.peek();
        if (end >= 0) {
            in.at++;
            line++;
            if (end == '\r' && in.peek() == '\n') {
                in.at++;
            }
        }
    }

    private TableException wrong(long line, String what) {
        return new TableException("%s, line %d: %s".formatted(file, line, what), null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
