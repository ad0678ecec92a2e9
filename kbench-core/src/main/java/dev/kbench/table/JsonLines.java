package dev.kbench.table;

import dev.kbench.table.spi.TableReader;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a JSONL file: a JSON object on each line, a column for each name in the order in
/// which names first appear. Whole numbers are `Long`, or `BigInteger` beyond it; others `Double`,
/// or `BigDecimal` where none holds them; arrays are lists, objects are maps; null is missing.
/// Lines with nothing on them are skipped.
///
/// One thread.
final class JsonLines implements TableReader {
    private static final int DEEPEST = 100;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxStringLength(CsvRecords.LONGEST_VALUE)
                                    .build())
                    .build();

    private final Path file;
    private final FileBytes in;
    private final List<String> columns = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private @Nullable Object[] values = new @Nullable Object[0];
    private byte[] text = new byte[1 << 10];
    private long line;

    JsonLines(Path file) throws IOException {
        this.file = file;
        this.in = new FileBytes(file);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public @Nullable Object[] values() {
        return values;
    }

    @Override
    public boolean advance() throws IOException {
        while (in.more()) {
            line++;
            int length = readLine();
            if (!blank(length)) {
                values = row(Utf8.decode(file, text, 0, length));
                return true;
            }
        }
        return false;
    }

    /// Reads to the line's end, which is LF or CRLF.
    private int readLine() throws IOException {
        int length = 0;
        while (in.more()) {
            int at = in.at;
            while (at < in.end && in.block[at] != '\n') {
                at++;
            }
            int count = at - in.at;
            if (length + count > CsvRecords.LONGEST_VALUE) {
                throw wrong(
                        "the line is longer than %d MiB".formatted(CsvRecords.LONGEST_VALUE >> 20));
            }
            if (length + count > text.length) {
                text = Arrays.copyOf(text, Math.max(length + count, 2 * text.length));
            }
            System.arraycopy(in.block, in.at, text, length, count);
            length += count;
            in.at = at;
            if (at < in.end) {
                in.at++;
                break;
            }
        }
        return length;
    }

    private boolean blank(int length) {
        for (int i = 0; i < length; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object[] row(String json) {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw wrong(
                        first == JsonToken.START_ARRAY
                                ? "expected a JSON object such as {\"question\": \"…\"}, got an"
                                      + " array; a JSONL file holds one object on each line, as jq"
                                      + " -c '.[]' writes them"
                                : "expected a JSON object such as {\"question\": \"…\"}, got "
                                        + TableText.cell(parser.getString()));
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                int place = place(parser.currentName());
                parser.nextToken();
                if (place >= row.length) {
                    row = Arrays.copyOf(row, Math.max(place + 1, 2 * row.length));
                }
                row[place] = value(parser);
            }
            if (parser.nextToken() != null) {
                throw wrong("expected the line's end after the object's; one object on each line");
            }
            return row.length == columns.size() ? row : Arrays.copyOf(row, columns.size());
        } catch (NumberFormatException e) {
            throw wrong("a number whose exponent is too large; write it as a text, in quotes");
        } catch (JacksonException e) {
            throw new TableException(
                    "%s, line %d, column %d: expected a JSON object: %s"
                            .formatted(
                                    file,
                                    line,
                                    e.getLocation() == null ? 1 : e.getLocation().getColumnNr(),
                                    reason(e.getOriginalMessage())),
                    e);
        }
    }

    /// What Jackson says, with what to do where that can be told.
    private static String reason(String said) {
        if (said.startsWith("Non-standard token")) {
            return "%s is no JSON; write null".formatted(said.split("'", 3)[1]);
        }
        if (said.startsWith("Unexpected end-of-input")) {
            return "the line ends inside it; one object on each line, as jq -c . writes them, and"
                    + " a file that was cut off needs its last line removed";
        }
        if (said.contains("nesting depth")) {
            return "values are nested more than %d deep".formatted(DEEPEST);
        }
        return said.split(" \\(start marker at|: was expecting \\(JSON String", 2)[0];
    }

    private int place(String name) {
        if (name.isBlank()) {
            throw wrong("a name is empty; columns need names");
        }
        Integer known = places.get(name);
        if (known != null) {
            return known;
        }
        places.put(name, columns.size());
        columns.add(name);
        return columns.size() - 1;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT -> whole(parser.getString());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getString());
            default -> parser.getString();
        };
    }

    private static Number whole(String digits) {
        Object narrow = Kind.LONG.value(digits, false);
        return narrow instanceof Long whole ? whole : new BigInteger(digits);
    }

    private static Number decimal(String digits) {
        Object narrow = Kind.DOUBLE.value(digits, false);
        return narrow instanceof Double exact ? exact : new BigDecimal(digits);
    }

    private TableException wrong(String what) {
        return new TableException("%s, line %d: %s".formatted(file, line, what), null);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
