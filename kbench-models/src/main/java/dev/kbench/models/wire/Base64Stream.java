package dev.kbench.models.wire;

import dev.kbench.content.MediaBytes;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/// Media as base64, padded, in one line, worked out as it is read, in two buffers that are used
/// again.
///
/// One thread.
final class Base64Stream extends InputStream {
    /// A multiple of three, so that only the last piece is padded.
    private static final int PIECE = 3 * 4096;

    private final ByteBuffer source;
    private final byte[] piece = new byte[PIECE];
    private final byte[] encoded = new byte[PIECE / 3 * 4];
    private int next;
    private int end;

    Base64Stream(MediaBytes media) {
        this.source = media.buffer();
    }

    static long length(MediaBytes media) {
        return (media.size() + 2L) / 3 * 4;
    }

    private boolean refill() {
        if (next < end) {
            return true;
        }
        int size = Math.min(PIECE, source.remaining());
        source.get(piece, 0, size);
        byte[] whole = size == PIECE ? piece : Arrays.copyOf(piece, size);
        end = Base64.getEncoder().encode(whole, encoded);
        next = 0;
        return size > 0;
    }

    @Override
    public int read() {
        return refill() ? encoded[next++] : -1;
    }

    @Override
    public int read(byte[] to, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!refill()) {
            return -1;
        }
        int read = Math.min(length, end - next);
        System.arraycopy(encoded, next, to, offset, read);
        next += read;
        return read;
    }
}
