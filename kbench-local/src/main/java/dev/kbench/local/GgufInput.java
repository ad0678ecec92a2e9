package dev.kbench.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Reads little-endian numbers and texts of a GGUF file, and knows where in the file it is, so that
/// a length that cannot be is told before anything of that length is made. One thread.
final class GgufInput {
    private final InputStream in;
    private final long size;
    private final byte[] scratch = new byte[8];
    private long position;

    GgufInput(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    long position() {
        return position;
    }

    int u8() throws IOException {
        return fill(1).get() & 0xFF;
    }

    int i32() throws IOException {
        return fill(4).getInt();
    }

    long u32() throws IOException {
        return fill(4).getInt() & 0xFFFF_FFFFL;
    }

    long i64() throws IOException {
        return fill(8).getLong();
    }

    /// A count or length, of things that take at least so many bytes each.
    long count(String of, int bytesEach) throws IOException {
        long at = position;
        long count = i64();
        if (count < 0 || count > (size - position) / bytesEach) {
            throw new DamagedGguf(
                    "at byte %d it announces %s %s, more than the file's %d bytes hold"
                            .formatted(at, Long.toUnsignedString(count), of, size));
        }
        return count;
    }

    String text(String what) throws IOException {
        int length = Math.toIntExact(Math.min(Integer.MAX_VALUE - 8, count("bytes of " + what, 1)));
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw ended();
        }
        position += length;
        return new String(bytes, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException {
        if (bytes > size - position) {
            throw ended();
        }
        in.skipNBytes(bytes);
        position += bytes;
    }

    private ByteBuffer fill(int bytes) throws IOException {
        if (in.readNBytes(scratch, 0, bytes) < bytes) {
            throw ended();
        }
        position += bytes;
        return ByteBuffer.wrap(scratch, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private DamagedGguf ended() {
        return new DamagedGguf(
                "its header goes on after byte %d, where the file ends; it is truncated"
                        .formatted(size));
    }

    /// The file is not what llama.cpp takes; the message says where it is not.
    static final class DamagedGguf extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedGguf(String message) {
            super(message);
        }
    }
}
