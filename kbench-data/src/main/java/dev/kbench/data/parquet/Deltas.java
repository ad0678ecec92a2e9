package dev.kbench.data.parquet;

/// Whole numbers as packed differences in blocks: the encoding DELTA_BINARY_PACKED.
///
/// One thread.
final class Deltas {
    private final byte[] in;
    private final int end;
    private final int perMini;
    private final int[] widths;
    private final long total;
    private int at;
    private long given;
    private long value;
    private long least;
    private int mini;
    private int inMini;
    private long bit;

    Deltas(byte[] in, int from, int to) throws DamagedException {
        this.in = in;
        this.at = from;
        this.end = to;
        long block = varint();
        long minis = varint();
        this.total = varint();
        if (minis <= 0 || minis > 1 << 16 || block <= 0 || block > 1 << 24 || block % minis != 0) {
            throw new DamagedException("blocks of %d numbers in %d".formatted(block, minis));
        }
        this.perMini = (int) (block / minis);
        this.widths = new int[(int) minis];
        this.mini = (int) minis;
        this.value = zigzag();
    }

    long next() throws DamagedException {
        if (given == total) {
            throw new DamagedException("a page has fewer numbers than it says");
        }
        if (given++ == 0) {
            return value;
        }
        if (inMini == 0) {
            nextMini();
        }
        inMini--;
        value += least + Bits.read(in, bit, widths[mini]);
        bit += widths[mini];
        return value;
    }

    private void nextMini() throws DamagedException {
        if (mini == widths.length || ++mini == widths.length) {
            least = zigzag();
            if (widths.length > end - at) {
                throw new DamagedException("a page ends inside its numbers");
            }
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in[at++] & 0xFF;
            }
            mini = 0;
        }
        inMini = perMini;
        bit = 8L * at;
        long needed = Math.min(perMini, total - given + 1) * widths[mini];
        if (widths[mini] > 64 || needed > 8L * (end - at)) {
            throw new DamagedException("a page ends inside its numbers");
        }
        // The last one's end may be left out
        at = (int) Math.min(end, at + (long) perMini * widths[mini] / 8);
    }

    /// Reads over what is left.
    ///
    /// @return where the numbers end
    int finish() throws DamagedException {
        while (given < total) {
            next();
        }
        return at;
    }

    long total() {
        return total;
    }

    private long zigzag() throws DamagedException {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    private long varint() throws DamagedException {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new DamagedException("a page ends inside its numbers");
            }
            byte next = in[at++];
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        return number;
    }
}
