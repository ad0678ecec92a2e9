package dev.kbench.data.parquet;

import dev.kbench.table.spi.TableReader;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of a Parquet file. A value is put together of the columns below it as the paper on
/// Dremel has it (Melnik et al., *Dremel: Interactive Analysis of Web-Scale Datasets*, 2010): a
/// node is there from its definition level on, and goes on while its repetition level comes.
///
/// One thread.
final class ParquetRows implements TableReader {
    private final FileChannel file;
    private final Footer footer;
    private final List<Node> columns;
    private final List<String> names;
    private final List<Node.Leaf> leaves = new ArrayList<>();
    private final List<ColumnReader> readers = new ArrayList<>();
    private @Nullable Object[] values = new @Nullable Object[0];
    private int group;
    private long left;

    private ParquetRows(FileChannel file, Footer footer) throws IOException {
        this.file = file;
        this.footer = footer;
        this.columns = Schema.columns(footer.schema());
        this.names = columns.stream().map(Node::name).toList();
        columns.forEach(column -> column.leaves(leaves::add));
        for (Footer.RowGroup one : footer.groups()) {
            if (one.chunks().size() != leaves.size()) {
                throw new DamagedException(
                        "its schema has %d columns, a row group %d"
                                .formatted(leaves.size(), one.chunks().size()));
            }
            for (Footer.Chunk chunk : one.chunks()) {
                chunk.codec().check(String.join(".", chunk.path()));
            }
        }
    }

    static ParquetRows open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new ParquetRows(file, Footer.read(file));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public List<String> columns() {
        return names;
    }

    @Override
    public @Nullable Object[] values() {
        return values;
    }

    @Override
    public boolean advance() throws IOException {
        while (left == 0) {
            for (ColumnReader reader : readers) {
                if (!reader.ended()) {
                    throw new DamagedException("a column has more values than rows");
                }
            }
            readers.clear();
            if (group == footer.groups().size()) {
                return false;
            }
            Footer.RowGroup next = footer.groups().get(group++);
            for (int i = 0; i < leaves.size(); i++) {
                readers.add(new ColumnReader(file, leaves.get(i), next.chunks().get(i)));
            }
            left = next.rows();
        }
        left--;
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = column(columns.get(i));
        }
        values = row;
        return true;
    }

    private @Nullable Object column(Node column) throws IOException {
        try {
            return value(column);
        } catch (IndexOutOfBoundsException | ArithmeticException | DateTimeException e) {
            throw new DamagedException(
                    "column '%s' has a value that cannot be: %s".formatted(column.name(), e));
        }
    }

    private ColumnReader reader(Node.Leaf leaf) {
        return readers.get(leaf.index());
    }

    private @Nullable Object value(Node node) throws IOException {
        if (node instanceof Node.Leaf leaf) {
            return reader(leaf).next();
        }
        if (reader(node.first()).definition() < node.definition()) {
            passOver(node);
            return null;
        }
        return switch (node) {
            case Node.Struct struct -> struct(struct);
            case Node.Many many -> list(many);
            case Node.Mapped mapped -> map(mapped);
            case Node.Leaf leaf -> reader(leaf).next();
        };
    }

    /// Goes over what stands in each column below a node for that it is missing, or empty.
    private void passOver(Node node) throws IOException {
        List<Node.Leaf> below = new ArrayList<>();
        node.leaves(below::add);
        for (Node.Leaf leaf : below) {
            reader(leaf).next();
        }
    }

    private Map<String, @Nullable Object> struct(Node.Struct struct) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Node field : struct.fields()) {
            map.put(field.name(), value(field));
        }
        return map;
    }

    private List<@Nullable Object> list(Node.Many many) throws IOException {
        ColumnReader first = reader(many.first());
        if (first.definition() < many.some()) {
            passOver(many);
            return List.of();
        }
        List<@Nullable Object> items = new ArrayList<>();
        do {
            items.add(value(many.item()));
        } while (first.repetition() == many.repetition());
        return Collections.unmodifiableList(items);
    }

    /// Keys as text, as those of JSON are.
    private Map<String, @Nullable Object> map(Node.Mapped mapped) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Object entry : list(mapped.entries())) {
            if (entry instanceof Map<?, ?> pair) {
                List<@Nullable Object> both = new ArrayList<>(pair.values());
                map.put(String.valueOf(both.getFirst()), both.getLast());
            }
        }
        return map;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
