package dev.kbench.data.parquet;

/// Small whole numbers as runs of one number and as groups of eight, packed bit by bit: the hybrid
/// encoding of levels, of places in a dictionary and of booleans.
///
/// One thread.
final class Runs {
    private final byte[] in;
    private final int end;
    private final int width;
    private int at;
    private long left;
    private boolean packed;
    private int repeated;
    private long bit;

    /// Opens them.
    ///
    /// @param width bits of a number, 0 to 32
    Runs(byte[] in, int from, int to, int width) throws DamagedException {
        if (width < 0 || width > 32) {
            throw new DamagedException("numbers of %d bits".formatted(width));
        }
        this.in = in;
        this.at = from;
        this.end = to;
        this.width = width;
    }

    int next() throws DamagedException {
        if (left == 0) {
            begin();
        }
        left--;
        if (!packed) {
            return repeated;
        }
        int value = (int) Bits.read(in, bit, width);
        bit += width;
        return value;
    }

    private void begin() throws DamagedException {
        long head = 0;
        int shift = 0;
        byte next;
        do {
            need(1);
            next = in[at++];
            head |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0 && shift < 63);
        packed = (head & 1) == 1;
        long count = head >>> 1;
        if (count == 0) {
            throw new DamagedException("a run of no numbers");
        }
        if (packed) {
            left = count * 8;
            bit = 8L * at;
            // The last group's end may be left out
            long bytes = Math.min(count * width, end - at);
            left = width == 0 ? left : Math.min(left, bytes * 8 / width);
            if (left == 0) {
                throw new DamagedException("a page ends inside its numbers");
            }
            at += (int) bytes;
        } else {
            int bytes = (width + 7) / 8;
            need(bytes);
            repeated = (int) Snappy.little(in, at, bytes);
            at += bytes;
            left = count;
        }
    }

    private void need(int bytes) throws DamagedException {
        if (bytes > end - at) {
            throw new DamagedException("a page ends inside its numbers");
        }
    }
}
