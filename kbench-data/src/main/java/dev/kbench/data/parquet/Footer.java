package dev.kbench.data.parquet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What stands at the end of a file: its schema and where its columns lie.
record Footer(List<SchemaElement> schema, long rows, List<RowGroup> groups) {
    private static final int TAIL = 8;

    /// Some rows of all columns.
    record RowGroup(long rows, List<Chunk> chunks) {}

    /// The values of one column in a row group.
    ///
    /// @param path names from the root to the column
    record Chunk(List<String> path, Codec codec, long values, long offset, long bytes) {}

    static Footer read(FileChannel file) throws IOException {
        long size = file.size();
        if (size < 4 + TAIL) {
            throw new DamagedException("it has %d bytes".formatted(size));
        }
        ByteBuffer tail = Source.read(file, size - TAIL, TAIL);
        String magic = StandardCharsets.ISO_8859_1.decode(tail.slice(4, 4)).toString();
        if (magic.equals("PARE")) {
            throw new IOException("it is encrypted; write it without encryption");
        }
        if (!magic.equals("PAR1")) {
            throw new DamagedException("it does not end as one, with PAR1; was it cut off?");
        }
        int length = tail.order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        if (length < 0 || length > size - 4 - TAIL) {
            throw new DamagedException("its footer has a length of %d bytes".formatted(length));
        }
        try {
            return read(new Thrift(Source.read(file, size - TAIL - length, length)), size);
        } catch (BufferUnderflowException e) {
            throw new DamagedException("its footer ends too early");
        }
    }

    private static Footer read(Thrift in, long size) throws DamagedException {
        List<SchemaElement> schema = new ArrayList<>();
        List<RowGroup> groups = new ArrayList<>();
        long[] rows = {0};
        in.struct(
                id -> {
                    switch (id) {
                        case 2 -> in.list(() -> schema.add(SchemaElement.read(in)));
                        case 3 -> rows[0] = in.int64();
                        case 4 -> in.list(() -> groups.add(group(in, size)));
                        default -> in.skip();
                    }
                });
        long sum = groups.stream().mapToLong(RowGroup::rows).sum();
        if (rows[0] != sum || groups.stream().anyMatch(group -> group.rows() < 0)) {
            throw new DamagedException(
                    "its footer counts %d rows, its row groups %d".formatted(rows[0], sum));
        }
        return new Footer(schema, sum, groups);
    }

    private static RowGroup group(Thrift in, long size) throws DamagedException {
        List<Chunk> chunks = new ArrayList<>();
        long[] rows = {0};
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> in.list(() -> chunks.add(chunk(in, size)));
                        case 3 -> rows[0] = in.int64();
                        default -> in.skip();
                    }
                });
        return new RowGroup(rows[0], chunks);
    }

    private static Chunk chunk(Thrift in, long size) throws DamagedException {
        var made =
                new Object() {
                    @Nullable Chunk chunk;
                    boolean elsewhere;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> made.elsewhere = !in.text().isEmpty();
                        case 3 -> made.chunk = metadata(in, size);
                        default -> in.skip();
                    }
                });
        Chunk chunk = made.chunk;
        if (chunk == null || made.elsewhere) {
            throw new DamagedException("the values of a column are not in it");
        }
        return chunk;
    }

    private static Chunk metadata(Thrift in, long size) throws DamagedException {
        List<String> path = new ArrayList<>();
        var made =
                new Object() {
                    Codec codec = Codec.NONE;
                    long values;
                    long bytes;
                    long data;
                    long dictionary;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 3 -> in.list(() -> path.add(in.text()));
                        case 4 -> made.codec = Codec.of(in.int32());
                        case 5 -> made.values = in.int64();
                        case 7 -> made.bytes = in.int64();
                        case 9 -> made.data = in.int64();
                        case 11 -> made.dictionary = in.int64();
                        default -> in.skip();
                    }
                });
        long offset =
                made.dictionary > 0 && made.dictionary < made.data ? made.dictionary : made.data;
        if (offset < 0 || made.bytes < 0 || offset > size - made.bytes) {
            throw new DamagedException(
                    "column '%s' lies outside of it".formatted(String.join(".", path)));
        }
        return new Chunk(path, made.codec, made.values, offset, made.bytes);
    }
}
