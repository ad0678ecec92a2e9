package dev.kbench.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The bytes of a text file, a block at a time, without a byte order mark. Readers look into the
/// block directly.
///
/// One thread.
final class FileBytes implements Closeable {
    private static final int BLOCK = 1 << 16;

    private final InputStream in;

    /// Bytes from `at` to before `end` are still to be read.
    final byte[] block = new byte[BLOCK];

    int at;
    int end;

    FileBytes(Path file) throws IOException {
        this.in = TableFile.open(file);
        try {
            end = Math.max(0, in.readNBytes(block, 0, BLOCK));
            Signature.refuseOthers(file, block, end);
            if (end >= 3
                    && block[0] == (byte) 0xEF
                    && block[1] == (byte) 0xBB
                    && block[2] == (byte) 0xBF) {
                at = 3;
            }
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /// Whether there are more bytes; brings the next block where this one is at its end.
    boolean more() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(block, 0, BLOCK));
        }
        return end > 0;
    }

    /// The next byte, which stays; -1 at the end of the file.
    int peek() throws IOException {
        return more() ? block[at] & 0xFF : -1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
