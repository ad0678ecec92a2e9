package dev.kbench.data.parquet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;

/// The values of one column in one row group, with their levels. What it holds in memory is a page,
/// and the column's dictionary.
///
/// The repetition level says what a value continues: 0 begins a row. The definition level says how
/// much of the path to the value is there.
///
/// One thread.
final class ColumnReader {
    /// As long as most headers are; one with long texts in its statistics is read again.
    private static final int HEADER = 256;

    private static final int LONGEST_HEADER = 1 << 24;

    /// Writers make pages of 1 MB; what is larger than this is most likely no page.
    private static final int LONGEST_PAGE = 1 << 29;

    private final FileChannel file;
    private final Node.Leaf column;
    private final Codec codec;
    private final long end;
    private long at;
    private long left;
    private int inPage;
    private @Nullable Page page;
    private Object @Nullable [] dictionary;
    private boolean ready;
    private int repetition;
    private int definition;

    /// A page's levels and values; null where a column has no such levels.
    private static final class Page {
        final byte[] bytes;
        final int encoding;
        @Nullable Runs repetitions;
        @Nullable Runs definitions;
        int from;
        @Nullable Values values;

        Page(byte[] bytes, int encoding) {
            this.bytes = bytes;
            this.encoding = encoding;
        }
    }

    ColumnReader(FileChannel file, Node.Leaf column, Footer.Chunk chunk) {
        this.file = file;
        this.column = column;
        this.codec = chunk.codec();
        this.at = chunk.offset();
        this.end = chunk.offset() + chunk.bytes();
        this.left = chunk.values();
    }

    /// Whether all has been read.
    boolean ended() {
        return !ready && left == 0;
    }

    /// The next value's repetition level; 0 at the end.
    int repetition() throws IOException {
        return ended() ? 0 : load().repetition;
    }

    /// The next value's definition level.
    int definition() throws IOException {
        return load().definition;
    }

    /// Goes over the next value.
    ///
    /// @return it; null where it is missing
    @Nullable Object next() throws IOException {
        load();
        ready = false;
        if (definition < column.definition()) {
            return null;
        }
        Page current = page;
        if (current == null) {
            throw new IllegalStateException();
        }
        Values values = current.values;
        if (values == null) {
            values =
                    Values.open(
                            column,
                            current.encoding,
                            current.bytes,
                            current.from,
                            current.bytes.length,
                            dictionary);
            current.values = values;
        }
        return values.next();
    }

    private ColumnReader load() throws IOException {
        if (ready) {
            return this;
        }
        if (left == 0) {
            throw damaged("has fewer values than rows");
        }
        while (inPage == 0) {
            nextPage();
        }
        Page current = page;
        if (current != null) {
            repetition = current.repetitions == null ? 0 : current.repetitions.next();
            definition = current.definitions == null ? 0 : current.definitions.next();
        }
        if (repetition > column.repetition() || definition > column.definition()) {
            throw damaged("has levels that it cannot have");
        }
        inPage--;
        left--;
        ready = true;
        return this;
    }

    private void nextPage() throws IOException {
        PageHeader header = header();
        if (header.packed() > end - at || header.bytes() > LONGEST_PAGE) {
            throw damaged("has a page of %d bytes".formatted(header.bytes()));
        }
        byte[] packed = Source.read(file, at, header.packed()).array();
        at += header.packed();
        if (header.crc() != null) {
            CRC32 crc = new CRC32();
            crc.update(packed);
            if ((int) crc.getValue() != header.crc()) {
                throw damaged("has a page whose checksum is wrong");
            }
        }
        switch (header.kind()) {
            case INDEX -> {}
            case DICTIONARY -> dictionary = dictionary(header, packed);
            case DATA -> begin(header, data(header, packed));
            case DATA_V2 -> begin(header, dataV2(header, packed));
        }
    }

    private void begin(PageHeader header, Page begun) throws DamagedException {
        if (header.values() > left) {
            throw damaged("has more values than it says");
        }
        page = begun;
        inPage = header.values();
    }

    private PageHeader header() throws IOException {
        for (int length = HEADER; ; length *= 16) {
            int there = (int) Math.min(length, end - at);
            ByteBuffer bytes = Source.read(file, at, Math.max(0, there));
            try {
                PageHeader header = PageHeader.read(new Thrift(bytes));
                at += bytes.position();
                return header;
            } catch (BufferUnderflowException e) {
                if (there < length || length > LONGEST_HEADER) {
                    throw damaged("has fewer pages than it says");
                }
            }
        }
    }

    private Object[] dictionary(PageHeader header, byte[] packed) throws IOException {
        byte[] bytes = codec.unpack(packed, 0, packed.length, header.bytes());
        // A value of a fixed length takes it, any other four bytes at least; booleans have none
        if (header.values() > bytes.length) {
            throw damaged("has a dictionary that is shorter than it says");
        }
        Values values = new Plain(column, bytes, 0, bytes.length);
        Object[] read = new Object[header.values()];
        for (int i = 0; i < read.length; i++) {
            read[i] = values.next();
        }
        return read;
    }

    private Page data(PageHeader header, byte[] packed) throws IOException {
        byte[] bytes = codec.unpack(packed, 0, packed.length, header.bytes());
        boolean levels = column.repetition() > 0 || column.definition() > 0;
        if (levels && !header.levels()) {
            throw new IOException(
                    "column '%s' has levels in an encoding of old that is not read; write the file again"
                            .formatted(column.meaning().column()));
        }
        Page made = new Page(bytes, header.encoding());
        if (column.repetition() > 0) {
            made.repetitions = levels(made, column.repetition());
        }
        if (column.definition() > 0) {
            made.definitions = levels(made, column.definition());
        }
        return made;
    }

    /// Levels that lie before the values, with their length before them.
    private Runs levels(Page made, int highest) throws DamagedException {
        int begin = made.from + 4;
        long stop =
                begin > made.bytes.length ? begin : begin + Snappy.little(made.bytes, made.from, 4);
        if (stop > made.bytes.length) {
            throw damaged("has a page that ends inside its levels");
        }
        made.from = (int) stop;
        return new Runs(made.bytes, begin, (int) stop, bits(highest));
    }

    private Page dataV2(PageHeader header, byte[] packed) throws IOException {
        int levels = header.repetitions() + header.definitions();
        if (levels < 0 || levels > packed.length || levels > header.bytes()) {
            throw damaged("has a page that ends inside its levels");
        }
        int length = header.bytes() - levels;
        byte[] values =
                (header.compressed() ? codec : Codec.NONE)
                        .unpack(packed, levels, packed.length, length);
        Page made = new Page(values, header.encoding());
        if (column.repetition() > 0) {
            made.repetitions = new Runs(packed, 0, header.repetitions(), bits(column.repetition()));
        }
        if (column.definition() > 0) {
            made.definitions =
                    new Runs(packed, header.repetitions(), levels, bits(column.definition()));
        }
        return made;
    }

    private static int bits(int highest) {
        return 32 - Integer.numberOfLeadingZeros(highest);
    }

    private DamagedException damaged(String what) {
        return new DamagedException("column '%s' %s".formatted(column.meaning().column(), what));
    }
}
