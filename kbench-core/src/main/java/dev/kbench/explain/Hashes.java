package dev.kbench.explain;

/// 64-bit hashes of texts and of hashes.
final class Hashes {
    private Hashes() {}

    /// Spreads the bits (the finalizer of MurmurHash3).
    static long mixed(long value) {
        long h = value;
        h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }

    static long of(String text) {
        long h = text.length();
        for (int i = 0; i < text.length(); i++) {
            h = h * 0x9e3779b97f4a7c15L + text.charAt(i);
            h ^= h >>> 29;
        }
        return mixed(h);
    }

    /// Of two hashes, whose order counts.
    static long of(long first, long second) {
        return mixed(first * 31 + mixed(second));
    }
}
