package dev.kbench.data.parquet;

/// Unpacks Snappy's format without its framing, as its format description has it.
final class Snappy {
    private Snappy() {}

    /// Unpacks bytes.
    ///
    /// @return how many bytes were made; -1 where the input is not of the format
    static int unpack(byte[] in, int from, int to, byte[] out) {
        int at = from;
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at == to) {
                return -1;
            }
            byte next = in[at++];
            length |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        if (length != out.length) {
            return -1;
        }
        int made = 0;
        while (at < to) {
            int tag = in[at++] & 0xFF;
            int count;
            int offset;
            switch (tag & 3) {
                case 0 -> {
                    count = (tag >> 2) + 1;
                    int more = count - 60;
                    if (more > 0) {
                        if (at + more > to) {
                            return -1;
                        }
                        count = (int) little(in, at, more) + 1;
                        at += more;
                    }
                    if (count <= 0 || count > to - at || count > out.length - made) {
                        return -1;
                    }
                    System.arraycopy(in, at, out, made, count);
                    at += count;
                    made += count;
                    continue;
                }
                case 1 -> {
                    count = ((tag >> 2) & 7) + 4;
                    offset = at < to ? (tag >> 5) << 8 | (in[at] & 0xFF) : 0;
                    at++;
                }
                case 2 -> {
                    count = (tag >> 2) + 1;
                    offset = at + 2 <= to ? (int) little(in, at, 2) : 0;
                    at += 2;
                }
                default -> {
                    count = (tag >> 2) + 1;
                    offset = at + 4 <= to ? (int) little(in, at, 4) : 0;
                    at += 4;
                }
            }
            made = repeat(out, made, offset, count);
            if (made < 0) {
                return -1;
            }
        }
        return made;
    }

    /// A number of some bytes, the lowest first.
    static long little(byte[] in, int at, int bytes) {
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | (in[at + i] & 0xFF);
        }
        return value;
    }

    /// Makes bytes again that were made before; they may overlap with those that come.
    ///
    /// @return how many bytes are made then; -1 where there were none such
    static int repeat(byte[] out, int made, int offset, int count) {
        if (offset <= 0 || offset > made || count > out.length - made) {
            return -1;
        }
        for (int i = made; i < made + count; i++) {
            out[i] = out[i - offset];
        }
        return made + count;
    }
}
