package dev.kbench.tools.python;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// One of the two streams of a session: what the code writes, and messages of the session between
/// that. A message is a zero byte, a word that nobody else knows, a number, a line end and so many
/// bytes. Read by a platform thread of its own, so that nothing a session writes holds it up.
///
/// Thread-safe.
final class SessionStream {
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_NUMBER = 12;

    /// A message, and what the code had written before it.
    static final class Part {
        private final byte @Nullable [] message;
        private final byte[] written;
        private final boolean cut;

        /// Keeps what was read, without copying it.
        ///
        /// @param message the message's bytes; null at the stream's end
        /// @param written what the code wrote since the last message, up to the bound
        /// @param cut whether it wrote more
        Part(byte @Nullable [] message, byte[] written, boolean cut) {
            this.message = message;
            this.written = written;
            this.cut = cut;
        }

        /// The message's bytes, empty at the stream's end.
        Optional<byte[]> message() {
            return Optional.ofNullable(message);
        }

        /// What was written, as UTF-8.
        String text() {
            return new String(written, StandardCharsets.UTF_8);
        }

        /// Whether more was written than is kept.
        boolean cut() {
            return cut;
        }
    }

    private final InputStream in;
    private final byte[] mark;
    private final long most;
    private final long longestMessage;
    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean cut;
    private byte[] buffer = new byte[2 * PIECE];
    private int size;

    /// @param most how many bytes of the code's are kept before each message
    /// @param longestMessage how long a message may be; a longer one ends the stream
    SessionStream(InputStream in, String word, long most, long longestMessage) {
        this.in = in;
        this.mark = ("\0" + word).getBytes(StandardCharsets.US_ASCII);
        this.most = most;
        this.longestMessage = longestMessage;
        Thread.ofPlatform().daemon().name("kbench-session").start(this::read);
    }

    /// Waits for the next message.
    ///
    /// @return empty where none came in time
    Optional<Part> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void read() {
        try {
            while (true) {
                if (buffer.length - size < PIECE) {
                    buffer = Arrays.copyOf(buffer, 2 * buffer.length);
                }
                int n = in.read(buffer, size, PIECE);
                if (n < 0) {
                    break;
                }
                size += n;
                if (!take()) {
                    break;
                }
            }
        } catch (IOException e) {
            size = Math.min(size, buffer.length); // closed: what was read so far is all
        }
        int broken = indexOfMark(0);
        keep(0, broken >= 0 && broken + mark.length <= size ? broken : size);
        parts.add(new Part(null, written.toByteArray(), cut));
    }

    /// Takes whole messages and what stands between them out of the buffer.
    ///
    /// @return false where a message is too long; it is what the buffer begins with
    private boolean take() {
        int from = 0;
        boolean sound = true;
        while (sound) {
            int at = indexOfMark(from);
            keep(from, at < 0 ? size : at);
            from = at < 0 ? size : at;
            if (at < 0 || at + mark.length > size) {
                break;
            }
            int line = indexOfLineEnd(at + mark.length);
            if (line < 0) {
                sound = size - at <= mark.length + LONGEST_NUMBER;
                break;
            }
            long length = length(at + mark.length, line);
            sound = length >= 0 && length <= longestMessage;
            int end = line + 1 + (int) length;
            if (!sound || end > size) {
                break;
            }
            parts.add(
                    new Part(
                            Arrays.copyOfRange(buffer, line + 1, end), written.toByteArray(), cut));
            written.reset();
            cut = false;
            from = end;
        }
        System.arraycopy(buffer, from, buffer, 0, size - from);
        size -= from;
        return sound;
    }

    /// Where a mark begins, be it cut off by the buffer's end.
    private int indexOfMark(int from) {
        for (int at = from; at < size; at++) {
            if (buffer[at] == 0
                    && Arrays.equals(
                            buffer,
                            at,
                            Math.min(size, at + mark.length),
                            mark,
                            0,
                            Math.min(size - at, mark.length))) {
                return at;
            }
        }
        return -1;
    }

    private int indexOfLineEnd(int from) {
        for (int at = from; at < Math.min(size, from + LONGEST_NUMBER); at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    private long length(int from, int to) {
        long length = 0;
        for (int at = from; at < to; at++) {
            if (buffer[at] < '0' || buffer[at] > '9') {
                return -1;
            }
            length = length * 10 + buffer[at] - '0';
        }
        return to == from ? -1 : length;
    }

    private void keep(int from, int to) {
        int room = (int) Math.min(to - from, most - written.size());
        written.write(buffer, from, room);
        cut |= room < to - from;
    }
}
