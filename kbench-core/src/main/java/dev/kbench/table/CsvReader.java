package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.exc.JacksonIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/// Reads a CSV file into a table: records by {@link CsvRecords}, a column at a time by {@link
/// CsvTypes}.
final class CsvReader {
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path path;
    private final String file;
    private final Map<String, Class<?>> types;

    private CsvReader(Path file, Map<String, Class<?>> types) {
        this.path = file;
        this.file = file.toString();
        this.types = types;
    }

    static DataFrame read(Path file, Map<String, Class<?>> types) {
        try {
            return open(file, types);
        } catch (NoSuchFileException e) {
            throw new TableException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new TableException(
                    "%s, line %d: not UTF-8; convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
                            .formatted(file, Utf8Lines.firstWrong(file)),
                    e);
        } catch (IOException e) {
            throw new TableException(
                    "%s cannot be read: %s"
                            .formatted(file, Files.isDirectory(file) ? "it is a folder" : e),
                    e);
        }
    }

    private static DataFrame open(Path file, Map<String, Class<?>> types) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file),
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                        1 << 16)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) {
                reader.reset();
            }
            try (CsvRecords records = new CsvRecords(reader, file.toString())) {
                return new CsvReader(file, types).table(records);
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private DataFrame table(CsvRecords records) {
        List<String> names = names(records);
        List<List<@Nullable String>> columns = new ArrayList<>();
        names.forEach(_ -> columns.add(new ArrayList<>()));
        int[] lines = new int[64];
        int height = 0;
        for (List<@Nullable String> record = records.next();
                record != null;
                record = records.next()) {
            if (record.size() != names.size()) {
                throw new TableException(
                        "%s, line %d: expected %d values as in the first line, got %d"
                                .formatted(file, records.line(), names.size(), record.size()),
                        null);
            }
            lines = height == lines.length ? Arrays.copyOf(lines, 2 * height) : lines;
            lines[height++] = records.line();
            for (int i = 0; i < names.size(); i++) {
                columns.get(i).add(record.get(i));
            }
        }
        SequencedMap<String, Column> table = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            List<@Nullable String> texts = columns.set(i, List.of());
            table.put(
                    name,
                    new Column(
                            name, new CsvTypes(file, name, texts, lines).convert(types.get(name))));
        }
        return new DataFrame(
                table,
                IntStream.range(0, height).mapToObj(Integer::toString).toList(),
                new FileLines(path, Arrays.copyOf(lines, height)));
    }

    private List<String> names(CsvRecords records) {
        List<@Nullable String> head = records.next();
        if (head == null) {
            throw new TableException(
                    "%s is empty; expected a first line with the columns' names".formatted(file),
                    null);
        }
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String name : head) {
            if (name == null || name.isBlank()) {
                throw new TableException(
                        "%s, line %d: column %d has no name"
                                .formatted(file, records.line(), names.size() + 1),
                        null);
            }
            if (!seen.add(name)) {
                throw new TableException(
                        "%s, line %d: two columns are named '%s'"
                                .formatted(file, records.line(), name),
                        null);
            }
            names.add(name);
        }
        if (names.size() == 1) {
            refuseSeparator(names.getFirst(), records.line());
        }
        return names;
    }

    private void refuseSeparator(String name, int line) {
        String separator = name.contains("\t") ? "tabs" : name.contains(";") ? "semicolons" : "";
        if (!separator.isEmpty()) {
            throw new TableException(
                    "%s, line %d: expected names separated by commas, got '%s', which seems to be separated by %s; save the file with commas"
                            .formatted(file, line, TableText.cell(name), separator),
                    null);
        }
    }
}
