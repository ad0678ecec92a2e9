package dev.kbench.run;

import org.jspecify.annotations.Nullable;

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
    private CsvReader() {}

    static DataFrame read(Path file, Map<String, Class<?>> types) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file),
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                        1 << 16)) {
            return read(file.toString(), new CsvRecords(reader, file.toString()), types);
        } catch (NoSuchFileException e) {
            throw new TableException("there is no file " + file, e);
        } catch (CharacterCodingException e) {
            throw new TableException(
                    "%s is not UTF-8; convert it, for example with iconv -f WINDOWS-1252 -t UTF-8"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new TableException("%s cannot be read: %s".formatted(file, e), e);
        }
    }

    private static DataFrame read(String file, CsvRecords records, Map<String, Class<?>> types)
            throws IOException {
        List<String> names = records.next();
        if (names == null) {
            throw new TableException(
                    "%s is empty; expected a first line with the columns' names".formatted(file),
                    null);
        }
        checkNames(file, names);
        List<List<@Nullable String>> columns = new ArrayList<>();
        names.forEach(_ -> columns.add(new ArrayList<>()));
        List<Integer> lines = new ArrayList<>();
        for (List<String> record = records.next(); record != null; record = records.next()) {
            if (record.size() != names.size()) {
                throw new TableException(
                        "%s, line %d: expected %d values as in the first line, got %d"
                                .formatted(file, records.line(), names.size(), record.size()),
                        null);
            }
            lines.add(records.line());
            for (int i = 0; i < names.size(); i++) {
                columns.get(i).add(record.get(i).isEmpty() ? null : record.get(i));
            }
        }
        SequencedMap<String, Column> table = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            table.put(
                    name,
                    new Column(
                            name,
                            CsvTypes.convert(file, name, columns.get(i), lines, types.get(name))));
        }
        return new DataFrame(
                table, IntStream.range(0, lines.size()).mapToObj(Integer::toString).toList());
    }

    private static void checkNames(String file, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw new TableException(
                        "%s, line 1: column %d has no name".formatted(file, i + 1), null);
            }
            if (!seen.add(names.get(i))) {
                throw new TableException(
                        "%s, line 1: two columns are named '%s'".formatted(file, names.get(i)),
                        null);
            }
        }
    }
}
