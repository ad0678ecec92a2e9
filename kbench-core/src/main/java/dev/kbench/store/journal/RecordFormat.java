package dev.kbench.store.journal;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/// How records lie in a journal, big-endian:
///
/// ```
/// 0  magic 4       FF 4B 42 FE: never part of UTF-8, so no body holds it
/// 4  length 4      of the record, all of it
/// 8  crc 4         CRC32C of the length and of everything from 12 on
/// 12 header end 2  where the body starts; a later version may put more before it
/// 14 type 1, flags 1, outcome 1, reason 1
/// 18 unpriced calls 2  (CALLED, FINISHED) unsigned; 65,535 stands for any more
/// 20 attempt 4     24 position 8     32 digest 16
/// 48 usage 7 × 8   (CALLED, FINISHED) unknown is the smallest long
/// 104 outlay 3 × 8 (CALLED) nanodollars, tokens, calls
/// 104 duration 8, number 8 (NaN: none), blob segment 4 (0: none), length 4, offset 8  (FINISHED)
/// ```
///
/// A field at or behind the header's end has its default. The file starts with a head of 16 bytes:
/// a magic of 8, the version 4, and the CRC32C of both 4.
final class RecordFormat {
    static final int VERSION = 1;
    static final int FILE_HEAD = 16;
    static final byte[] FILE_MAGIC = "kbjournl".getBytes(StandardCharsets.US_ASCII);

    static final int MAGIC = 0xFF4B42FE;
    static final int LENGTH = 4;
    static final int CRC = 8;
    static final int HEADER_END = 12;
    static final int TYPE = 14;
    static final int FLAGS = 15;
    static final int OUTCOME = 16;
    static final int REASON = 17;
    static final int UNPRICED = 18;
    static final int ATTEMPT = 20;
    static final int POSITION = 24;
    static final int DIGEST = 32;
    static final int USAGE = 48;
    static final int OUTLAY = 104;
    static final int DURATION = 104;
    static final int NUMBER = 112;
    static final int BLOB_SEGMENT = 120;
    static final int BLOB_LENGTH = 124;
    static final int BLOB_OFFSET = 128;

    static final int STARTED_END = USAGE;
    static final int CALLED_END = OUTLAY + 24;
    static final int FINISHED_END = 136;

    /// Of bodies and blobs; a record's header is on top.
    static final int LONGEST_BODY = 1 << 28;

    static final int LONGEST = LONGEST_BODY + Short.MAX_VALUE;

    static final byte STARTED = 1;
    static final byte CALLED = 2;
    static final byte FINISHED = 3;
    static final byte ENDED = 4;

    /// A run that finished inside the run at the position; laid out as {@link #FINISHED}.
    static final byte INNER = 5;

    static final int MOST_UNPRICED = 0xFFFF;

    private RecordFormat() {}

    static void checkPlace(long position, int attempt) {
        if (position < 0 || attempt < 1) {
            throw new IllegalArgumentException(
                    "expected a position from 0 and an attempt from 1, got %d and %d"
                            .formatted(position, attempt));
        }
    }

    static void checkLength(int bytes) {
        if (bytes > LONGEST_BODY) {
            throw new IllegalArgumentException(
                    "a journal takes up to %d bytes at a time, got %d"
                            .formatted(LONGEST_BODY, bytes));
        }
    }

    static byte[] fileHead() {
        ByteBuffer head = ByteBuffer.allocate(FILE_HEAD).put(FILE_MAGIC).putInt(VERSION);
        return head.putInt(crc(head.array(), 0, head.position())).array();
    }

    static byte[] started(long position, int attempt, KeyDigest digest, byte[] key) {
        return sealed(start(STARTED, STARTED_END, position, attempt, digest, key));
    }

    static byte[] called(long position, int attempt, KeyDigest digest, Usage usage, Outlay outlay) {
        ByteBuffer out = start(CALLED, CALLED_END, position, attempt, digest, new byte[0]);
        putUsage(out, usage);
        out.putLong(OUTLAY, outlay.nanodollars());
        out.putLong(OUTLAY + 8, outlay.tokens());
        out.putLong(OUTLAY + 16, outlay.calls());
        return sealed(out);
    }

    static byte[] finished(FinishedRun run, Optional<BlobRef> transcript, byte[] document) {
        return finished(FINISHED, run, transcript, document);
    }

    static byte[] inner(FinishedRun run, Optional<BlobRef> transcript, byte[] document) {
        return finished(INNER, run, transcript, document);
    }

    private static byte[] finished(
            byte type, FinishedRun run, Optional<BlobRef> transcript, byte[] document) {
        ByteBuffer out =
                start(type, FINISHED_END, run.position(), run.attempt(), run.digest(), document);
        out.put(FLAGS, (byte) (run.passed() ? 1 : 0));
        out.put(OUTCOME, run.outcome().code);
        out.put(REASON, (byte) run.reason());
        putUsage(out, run.usage());
        out.putLong(DURATION, nanos(run.duration()));
        out.putDouble(NUMBER, run.number().orElse(Double.NaN));
        transcript.ifPresent(
                blob -> {
                    out.putInt(BLOB_SEGMENT, blob.segment());
                    out.putInt(BLOB_LENGTH, blob.length());
                    out.putLong(BLOB_OFFSET, blob.offset());
                });
        return sealed(out);
    }

    static byte[] ended(boolean complete, byte[] reason) {
        ByteBuffer out = start(ENDED, STARTED_END, 0, 0, new KeyDigest(0, 0), reason);
        out.put(FLAGS, (byte) (complete ? 1 : 0));
        return sealed(out);
    }

    private static ByteBuffer start(
            byte type, int headerEnd, long position, int attempt, KeyDigest digest, byte[] body) {
        checkLength(body.length);
        ByteBuffer out = ByteBuffer.allocate(headerEnd + body.length);
        out.putInt(0, MAGIC);
        out.putInt(LENGTH, headerEnd + body.length);
        out.putShort(HEADER_END, (short) headerEnd);
        out.put(TYPE, type);
        out.putInt(ATTEMPT, attempt);
        out.putLong(POSITION, position);
        out.putLong(DIGEST, digest.high());
        out.putLong(DIGEST + 8, digest.low());
        out.put(headerEnd, body);
        return out;
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException centuries) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    private static void putUsage(ByteBuffer out, Usage usage) {
        out.putLong(USAGE, known(usage.inputTokens()));
        out.putLong(USAGE + 8, known(usage.outputTokens()));
        out.putLong(USAGE + 16, known(usage.cachedTokens()));
        out.putLong(USAGE + 24, known(usage.reasoningTokens()));
        out.putLong(USAGE + 32, known(usage.inputCostNanodollars()));
        out.putLong(USAGE + 40, known(usage.outputCostNanodollars()));
        out.putLong(USAGE + 48, known(usage.backendLatencyMs()));
        out.putShort(
                UNPRICED, (short) Math.clamp(usage.unpricedCalls().orElse(0), 0, MOST_UNPRICED));
    }

    static long known(OptionalLong figure) {
        return figure.orElse(Long.MIN_VALUE);
    }

    static OptionalLong figure(long stored) {
        return stored == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(stored);
    }

    @SuppressWarnings("ByteBufferBackingArray") // start() allocated it
    private static byte[] sealed(ByteBuffer record) {
        byte[] bytes = record.array();
        record.putInt(CRC, recordCrc(bytes, 0, bytes.length));
        return bytes;
    }

    static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    /// Of a record as it stands in a buffer, its own checksum left out.
    static int recordCrc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from + LENGTH, 4);
        crc.update(bytes, from + HEADER_END, length - HEADER_END);
        return (int) crc.getValue();
    }
}
