package dev.kbench.table;

import static java.util.Objects.requireNonNull;

import dev.kbench.table.spi.TableFormat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Rows of a file. Each reading is held to what the first one learned: the length of the file, its
/// columns, every row by its fingerprint.
///
/// @param asked gives the type in which a column's values are wanted, null for any
/// @param privates the names of the columns whose values are shown nowhere
record FileSource(
        Path path,
        TableFormat format,
        Function<String, @Nullable Class<?>> asked,
        Set<String> privates)
        implements RowSource {
    @Override
    public Optional<Path> file() {
        return Optional.of(path);
    }

    @Override
    public Optional<DataFrame> table() {
        return Optional.empty();
    }

    @Override
    public RowSource withTypes(Map<String, Class<?>> types) {
        return new FileSource(
                path,
                format,
                name -> {
                    Class<?> before = asked.apply(name);
                    return before == null ? types.get(name) : before;
                },
                privates);
    }

    @Override
    public RowSource withPrivate(List<String> names) {
        Set<String> all = new LinkedHashSet<>(privates);
        all.addAll(names);
        return new FileSource(path, format, asked, Collections.unmodifiableSet(all));
    }

    /// Reads once where all types are asked for or come with the values, else a first time for the
    /// types.
    @Override
    public Facts learn(long limit, Consumer<Row> visitor) {
        TableFile.check(path);
        long bytes = bytes();
        RowReader reader = RowReader.open(path, format, asked, privates);
        try {
            if (!reader.types().known()) {
                for (long i = 0; i < limit && reader.advance(true); i++) {
                    // what the types have to see
                }
                reader.types().settle();
                reader.close();
                reader = RowReader.open(path, format, reader.header(), reader.types());
            }
            ContentDigest digest = new ContentDigest();
            Fingerprints fingerprints = new Fingerprints();
            long rows = 0;
            while (rows < limit && reader.advance(true)) {
                Row row = reader.row();
                visitor.accept(row);
                digest.add(row);
                fingerprints.add(reader.values());
                rows++;
            }
            if (bytes() != bytes) {
                throw changed(
                        "it had %d bytes at first and %d in the end".formatted(bytes, bytes()),
                        null);
            }
            Header header = reader.header();
            header.checkPrivates();
            return new Facts(
                    header, reader.types(), rows, digest.of(header.names()), fingerprints, bytes);
        } finally {
            reader.close();
        }
    }

    @Override
    public RowCursor open(Facts facts) {
        if (bytes() != facts.bytes()) {
            throw changed(
                    "it had %d bytes when it was first read, and has %d"
                            .formatted(facts.bytes(), bytes()),
                    null);
        }
        RowReader reader =
                RowReader.open(path, format, facts.header(), requireNonNull(facts.types()));
        return new RowCursor(facts.rows(), index -> next(reader, facts, index), reader::close);
    }

    private Row next(RowReader reader, Facts facts, long index) {
        boolean there;
        try {
            there = reader.advance(false) && reader.hasItsColumns();
        } catch (TableException e) {
            throw changed("row %d can no longer be read".formatted(index), e);
        }
        if (!there || !facts.fingerprints().isThat(index, reader.values())) {
            throw changed(
                    "row %d is not what it was when it was first read".formatted(index), null);
        }
        return reader.row();
    }

    private long bytes() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw TableFile.failed(path, e);
        }
    }

    private TableException changed(String what, @Nullable Throwable cause) {
        return new TableException(
                "%s was changed while it was in use: %s; evaluate a copy that nobody writes to"
                        .formatted(path, what),
                cause);
    }
}
