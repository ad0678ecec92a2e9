package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// The records of a CSV text (RFC 4180): commas, values in double quotes with quotes doubled
/// inside, line ends LF, CRLF or CR, also inside quotes. A line with nothing on it is skipped.
///
/// One thread.
final class CsvRecords implements AutoCloseable {
    private static final CsvMapper CSV =
            CsvMapper.builder()
                    .enable(
                            CsvReadFeature.WRAP_AS_ARRAY,
                            CsvReadFeature.EMPTY_UNQUOTED_STRING_AS_NULL)
                    .build();

    private final JsonParser parser;
    private final String file;
    private int line = 1;

    /// @param in the text, without a byte order mark
    CsvRecords(Reader in, String file) {
        this.file = file;
        this.parser = CSV.createParser(in);
        parser.nextToken();
    }

    /// The line on which the last record began, from 1.
    int line() {
        return line;
    }

    /// The next record's values, null at the end. A value that is not there is null; one that is
    /// quoted and empty is the empty text.
    @Nullable List<@Nullable String> next() {
        try {
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                line = parser.currentLocation().getLineNr();
                List<@Nullable String> values = new ArrayList<>();
                for (JsonToken t = parser.nextToken();
                        t != JsonToken.END_ARRAY;
                        t = parser.nextToken()) {
                    values.add(t == JsonToken.VALUE_NULL ? null : parser.getString());
                }
                if (values.size() > 1 || values.getFirst() != null) {
                    return values;
                }
            }
            return null;
        } catch (tools.jackson.core.exc.StreamReadException e) {
            throw wrong(e);
        }
    }

    /// A quote that is never closed is noticed at the file's end only: the record it stands in is
    /// where to look.
    private TableException wrong(JacksonException e) {
        return e.getOriginalMessage().startsWith("Missing closing quote")
                ? new TableException(
                        "%s, line %d: a quote that opens in the row that begins here is never closed"
                                .formatted(file, line),
                        e)
                : new TableException(
                        "%s, line %d: expected CSV, values with quotes inside in double quotes and their quotes doubled: %s"
                                .formatted(
                                        file, e.getLocation().getLineNr(), e.getOriginalMessage()),
                        e);
    }

    @Override
    public void close() {
        parser.close();
    }
}
