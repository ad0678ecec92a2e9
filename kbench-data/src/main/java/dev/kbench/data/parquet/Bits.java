package dev.kbench.data.parquet;

/// Numbers that are packed bit by bit, the lowest bit first.
final class Bits {
    private Bits() {}

    /// Reads a number.
    ///
    /// @param bit where the number begins, counted from the first byte's lowest bit
    /// @param width how many bits it has, 0 to 64; all of them are in the array
    static long read(byte[] in, long bit, int width) {
        long value = 0;
        int at = (int) (bit >>> 3);
        int skipped = (int) (bit & 7);
        int taken = 0;
        while (taken < width) {
            long part = (in[at++] & 0xFFL) >>> skipped;
            int bits = Math.min(8 - skipped, width - taken);
            value |= (part & ((1L << bits) - 1)) << taken;
            taken += bits;
            skipped = 0;
        }
        return value;
    }
}
