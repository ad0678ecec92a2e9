package dev.kbench.data.parquet;

/// Unpacks a block of LZ4, as its block format description has it.
final class Lz4 {
    private static final int SHORTEST = 4;

    private Lz4() {}

    /// Unpacks a block.
    ///
    /// @return how many bytes were made; -1 where the input is not of the format
    static int unpack(byte[] in, int from, int to, byte[] out) {
        int at = from;
        int made = 0;
        while (at < to) {
            int token = in[at++] & 0xFF;
            long literals = token >> 4;
            if (literals == 15) {
                int more = 255;
                while (more == 255 && at < to) {
                    more = in[at++] & 0xFF;
                    literals += more;
                }
            }
            if (literals > to - at || literals > out.length - made) {
                return -1;
            }
            System.arraycopy(in, at, out, made, (int) literals);
            at += (int) literals;
            made += (int) literals;
            if (at == to) {
                return made;
            }
            if (at + 2 > to) {
                return -1;
            }
            int offset = (int) Snappy.little(in, at, 2);
            at += 2;
            long count = (token & 15L) + SHORTEST;
            if ((token & 15) == 15) {
                int more = 255;
                while (more == 255 && at < to) {
                    more = in[at++] & 0xFF;
                    count += more;
                }
            }
            made = count > out.length ? -1 : Snappy.repeat(out, made, offset, (int) count);
            if (made < 0) {
                return -1;
            }
        }
        return made;
    }
}
