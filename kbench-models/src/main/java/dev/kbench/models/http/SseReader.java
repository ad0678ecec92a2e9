package dev.kbench.models.http;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a stream of server-sent events (WHATWG HTML, 9.2.6) from bytes as they come: lines end in
/// LF, CR LF or CR, wherever the pieces are cut. Comments, ids and retry times are passed by.
///
/// One thread.
public final class SseReader {
    /// The longest line that is read: 16 MiB.
    public static final int LONGEST = 16 << 20;

    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] NEW_LINE = {'\n'};

    /// Takes events.
    ///
    /// @param <E> what it throws where an event is not what was expected
    @FunctionalInterface
    public interface Events<E extends Exception> {
        /// Takes one event.
        ///
        /// @param name its name, `message` where it has none
        /// @param bytes hold its data; not to be kept
        /// @param from where the data begins
        /// @param length how long it is, in bytes; may be 0
        /// @return true if nothing after it is wanted
        /// @throws E if it is not what was expected
        boolean take(String name, byte[] bytes, int from, int length) throws E;
    }

    /// The beginning of a line whose end has not come yet.
    private byte[] carry = new byte[512];

    private int carried;

    /// The data of the event whose end has not come yet.
    private byte[] data = new byte[512];

    private int dataLength;
    private boolean hasData;
    private @Nullable String name;
    private boolean afterReturn;
    private boolean begun;
    private boolean tooLong;

    /// Makes one at the beginning of a stream.
    public SseReader() {}

    /// Whether a line was longer than {@link #LONGEST}: no more is read then.
    ///
    /// @return true if so
    public boolean tooLong() {
        return tooLong;
    }

    /// Reads the next bytes.
    ///
    /// @param piece the bytes; read to its end, or to the event that was the last one wanted
    /// @param events takes what they complete
    /// @param <E> what the taker throws
    /// @return true if the taker wants no more, or a line was too long
    /// @throws E if the taker threw it
    public <E extends Exception> boolean read(ByteBuffer piece, Events<E> events) throws E {
        byte[] bytes;
        int from;
        int end;
        if (piece.hasArray()) {
            bytes = piece.array();
            from = piece.arrayOffset() + piece.position();
            end = from + piece.remaining();
            piece.position(piece.limit());
        } else {
            bytes = new byte[piece.remaining()];
            piece.get(bytes);
            from = 0;
            end = bytes.length;
        }
        return read(bytes, from, end, events);
    }

    private <E extends Exception> boolean read(byte[] bytes, int from, int end, Events<E> events)
            throws E {
        int start = from;
        if (afterReturn && start < end) {
            afterReturn = false;
            start += bytes[start] == '\n' ? 1 : 0;
        }
        for (int i = start; i < end; i++) {
            byte c = bytes[i];
            if (c != '\n' && c != '\r') {
                continue;
            }
            boolean over;
            if (carried == 0) {
                over = line(bytes, start, i, events);
            } else {
                carry(bytes, start, i);
                int length = carried;
                carried = 0;
                over = line(carry, 0, length, events);
            }
            if (over) {
                return true;
            }
            if (c == '\r') {
                if (i + 1 == end) {
                    afterReturn = true;
                } else if (bytes[i + 1] == '\n') {
                    i++;
                }
            }
            start = i + 1;
        }
        carry(bytes, start, end);
        return tooLong;
    }

    private void carry(byte[] bytes, int from, int to) {
        carry = appended(carry, carried, bytes, from, to);
        carried += to - from;
        tooLong |= carried > LONGEST;
    }

    private static byte[] appended(byte[] to, int length, byte[] bytes, int from, int end) {
        int needed = length + end - from;
        byte[] room = needed <= to.length ? to : Arrays.copyOf(to, Math.max(needed, 2 * to.length));
        System.arraycopy(bytes, from, room, length, end - from);
        return room;
    }

    private <E extends Exception> boolean line(byte[] bytes, int start, int end, Events<E> events)
            throws E {
        int from = start;
        if (!begun) {
            begun = true;
            from += startsWith(bytes, start, end, MARK) ? MARK.length : 0;
        }
        if (from == end) {
            return dispatch(events);
        }
        if (isField(bytes, from, end, DATA)) {
            int value = value(from + DATA.length, bytes, end);
            if (hasData) {
                data = appended(data, dataLength++, NEW_LINE, 0, 1);
            }
            hasData = true;
            data = appended(data, dataLength, bytes, value, end);
            dataLength += end - value;
            tooLong |= dataLength > LONGEST;
        } else if (isField(bytes, from, end, EVENT)) {
            int value = value(from + EVENT.length, bytes, end);
            name = new String(bytes, value, end - value, StandardCharsets.UTF_8);
        }
        return tooLong;
    }

    private <E extends Exception> boolean dispatch(Events<E> events) throws E {
        String event = name == null || name.isEmpty() ? "message" : name;
        int length = dataLength;
        boolean whole = hasData;
        name = null;
        hasData = false;
        dataLength = 0;
        return whole && events.take(event, data, 0, length);
    }

    private static boolean isField(byte[] bytes, int from, int end, byte[] field) {
        return startsWith(bytes, from, end, field)
                && (from + field.length == end || bytes[from + field.length] == ':');
    }

    private static boolean startsWith(byte[] bytes, int from, int end, byte[] start) {
        return end - from >= start.length
                && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }

    /// Where a field's value begins: behind the colon, and one space where there is one.
    private static int value(int afterName, byte[] bytes, int end) {
        int value = Math.min(afterName + 1, end);
        return value < end && bytes[value] == ' ' ? value + 1 : value;
    }

    /// Reads what came last as if its event had ended: not every server ends the last one.
    ///
    /// @param events takes it
    /// @param <E> what the taker throws
    /// @return true if the taker wants no more, or a line was too long
    /// @throws E if the taker threw it
    public <E extends Exception> boolean finish(Events<E> events) throws E {
        int length = carried;
        carried = 0;
        return (length > 0 && line(carry, 0, length, events)) || dispatch(events);
    }
}
