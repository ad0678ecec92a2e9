package dev.kbench.store.journal;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// A record's header, read in place: one view is moved from record to record. One thread.
final class RecordView {
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private int start;
    private int headerEnd;
    private long offset;

    /// @param offset where the record starts in the journal
    RecordView at(ByteBuffer bytes, int index, long offset) {
        this.buffer = bytes;
        this.start = index;
        this.headerEnd = bytes.getShort(index + RecordFormat.HEADER_END);
        this.offset = offset;
        return this;
    }

    long offset() {
        return offset;
    }

    int length() {
        return buffer.getInt(start + RecordFormat.LENGTH);
    }

    int crc() {
        return buffer.getInt(start + RecordFormat.CRC);
    }

    int headerEnd() {
        return headerEnd;
    }

    byte type() {
        return buffer.get(start + RecordFormat.TYPE);
    }

    boolean flag() {
        return (buffer.get(start + RecordFormat.FLAGS) & 1) != 0;
    }

    byte outcome() {
        return buffer.get(start + RecordFormat.OUTCOME);
    }

    int reason() {
        return buffer.get(start + RecordFormat.REASON) & 0xFF;
    }

    int attempt() {
        return buffer.getInt(start + RecordFormat.ATTEMPT);
    }

    long position() {
        return buffer.getLong(start + RecordFormat.POSITION);
    }

    long digestHigh() {
        return buffer.getLong(start + RecordFormat.DIGEST);
    }

    long digestLow() {
        return buffer.getLong(start + RecordFormat.DIGEST + 8);
    }

    KeyDigest digest() {
        return new KeyDigest(digestHigh(), digestLow());
    }

    /// A figure of the usage, by its place in {@link Usage}; the smallest long where unknown.
    long usage(int component) {
        return longAt(RecordFormat.USAGE + 8 * component, Long.MIN_VALUE);
    }

    long durationNanos() {
        return longAt(RecordFormat.DURATION, 0);
    }

    double number() {
        return headerEnd > RecordFormat.NUMBER
                ? buffer.getDouble(start + RecordFormat.NUMBER)
                : Double.NaN;
    }

    /// How many calls have an unknown cost, up to the most that a record tells.
    char unpriced() {
        return (char) buffer.getShort(start + RecordFormat.UNPRICED);
    }

    Usage usage() {
        return new Usage(
                        RecordFormat.figure(usage(0)),
                        RecordFormat.figure(usage(1)),
                        RecordFormat.figure(usage(2)),
                        RecordFormat.figure(usage(3)),
                        RecordFormat.figure(usage(4)),
                        RecordFormat.figure(usage(5)),
                        RecordFormat.figure(usage(6)))
                .unpriced(unpriced());
    }

    /// What a call took of any budget; of a record without it, what it used.
    Outlay outlay() {
        if (headerEnd <= RecordFormat.OUTLAY) {
            Usage usage = usage();
            return new Outlay(
                    usage.costNanodollars().orElse(0),
                    usage.inputTokens().orElse(0) + usage.outputTokens().orElse(0),
                    1);
        }
        return new Outlay(
                buffer.getLong(start + RecordFormat.OUTLAY),
                buffer.getLong(start + RecordFormat.OUTLAY + 8),
                buffer.getLong(start + RecordFormat.OUTLAY + 16));
    }

    Optional<BlobRef> transcript() {
        if (headerEnd <= RecordFormat.BLOB_OFFSET) {
            return Optional.empty();
        }
        int segment = buffer.getInt(start + RecordFormat.BLOB_SEGMENT);
        int length = buffer.getInt(start + RecordFormat.BLOB_LENGTH);
        long blob = buffer.getLong(start + RecordFormat.BLOB_OFFSET);
        return segment < 1 || length < 0 || blob < 0
                ? Optional.empty()
                : Optional.of(new BlobRef(segment, blob, length));
    }

    FinishedRun finished() {
        double number = number();
        return new FinishedRun(
                position(),
                attempt(),
                digest(),
                OutcomeKind.of(outcome()),
                reason(),
                flag(),
                Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number),
                usage(),
                Duration.ofNanos(durationNanos()));
    }

    /// Whether all of the record is in the buffer, its body too.
    boolean isWhole() {
        return length() <= buffer.limit() - start;
    }

    /// The body as text; of a record that is not whole, as far as it goes.
    String text() {
        int from = start + headerEnd;
        int to = Math.min(start + length(), buffer.limit());
        return new String(buffer.array(), from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }

    private long longAt(int field, long missing) {
        return headerEnd > field ? buffer.getLong(start + field) : missing;
    }
}
