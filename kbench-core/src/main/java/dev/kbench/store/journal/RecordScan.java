package dev.kbench.store.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// Reads a journal from front to back and hands out the records that are whole: right magic, a
/// length that fits, and a checksum that agrees. Behind one that is not, it searches for the next
/// magic at which all three hold; as no body can hold the magic, what it finds there was a record.
///
/// One thread.
final class RecordScan {
    private static final int WINDOW = 1 << 20;

    private final SharedFile file;
    private final long size;
    private final byte[] window;
    private final ByteBuffer bytes;
    private final RecordView view = new RecordView();
    private long base;
    private int filled;

    /// Bytes that are no record.
    record Gap(long from, long to) {}

    private RecordScan(SharedFile file, long size) {
        this.file = file;
        this.size = size;
        this.window = new byte[(int) Math.min(WINDOW, size)];
        this.bytes = ByteBuffer.wrap(window);
    }

    /// Reads a journal's records.
    ///
    /// @param from where to begin
    /// @param to where to stop: the file's size
    /// @return what lies between the records, in order
    static List<Gap> scan(SharedFile file, long from, long to, Consumer<RecordView> records)
            throws IOException {
        return new RecordScan(file, to).run(from, records);
    }

    private List<Gap> run(long from, Consumer<RecordView> records) throws IOException {
        List<Gap> gaps = new ArrayList<>();
        long at = from;
        long gap = -1;
        while (at < size) {
            int length = wholeRecord(at);
            if (length == 0) {
                gap = gap < 0 ? at : gap;
                at = nextMagic(at + 1);
                continue;
            }
            if (gap >= 0) {
                gaps.add(new Gap(gap, at));
                gap = -1;
            }
            records.accept(view);
            at += length;
        }
        if (gap >= 0) {
            gaps.add(new Gap(gap, size));
        }
        return gaps;
    }

    /// Sets the view on the record at an offset.
    ///
    /// @return its length, 0 where there is no whole one
    private int wholeRecord(long at) throws IOException {
        int index = load(at, RecordFormat.FINISHED_END);
        int there = filled - index;
        if (there < RecordFormat.STARTED_END || bytes.getInt(index) != RecordFormat.MAGIC) {
            return 0;
        }
        int length = bytes.getInt(index + RecordFormat.LENGTH);
        int headerEnd = bytes.getShort(index + RecordFormat.HEADER_END);
        if (headerEnd < RecordFormat.STARTED_END
                || length < headerEnd
                || length > RecordFormat.LONGEST
                || length > size - at) {
            return 0;
        }
        if (length > there) {
            index = load(at, Math.min(length, window.length));
        }
        if (bytes.getInt(index + RecordFormat.CRC) != crc(at, index, length)) {
            return 0;
        }
        view.at(bytes, load(at, Math.min(length, window.length)), at);
        return length;
    }

    private int crc(long at, int index, int length) throws IOException {
        if (length <= filled - index) {
            return RecordFormat.recordCrc(window, index, length);
        }
        CRC32C crc = new CRC32C();
        crc.update(window, index + RecordFormat.LENGTH, 4);
        for (long next = at + RecordFormat.HEADER_END; next < at + length; ) {
            int piece = load(next, (int) Math.min(window.length, at + length - next));
            int n = (int) Math.min(filled - piece, at + length - next);
            crc.update(window, piece, n);
            next += n;
        }
        return (int) crc.getValue();
    }

    private long nextMagic(long from) throws IOException {
        for (long at = from; at < size; ) {
            int index = load(at, 4);
            for (int i = index; i + 4 <= filled; i++) {
                if (bytes.getInt(i) == RecordFormat.MAGIC) {
                    return base + i;
                }
            }
            if (base + filled >= size) {
                return size;
            }
            at = base + filled - 3;
        }
        return size;
    }

    /// Makes bytes from an offset on available, as many as wanted unless the file ends before.
    ///
    /// @return their index in the window
    private int load(long at, int wanted) throws IOException {
        if (at < base || at + Math.min(wanted, size - at) > base + filled) {
            base = at;
            int expected = (int) Math.min(window.length, size - at);
            filled = file.read(at, window, 0, expected);
            if (filled < expected) {
                throw new EOFException("it became shorter while it was read");
            }
        }
        return (int) (at - base);
    }
}
