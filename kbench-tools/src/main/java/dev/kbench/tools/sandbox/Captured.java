package dev.kbench.tools.sandbox;

import java.nio.charset.StandardCharsets;

/// What a program wrote to one of its streams, up to the limit. Immutable.
public final class Captured {
    /// Nothing.
    public static final Captured NOTHING = new Captured(new byte[0], false);

    private final byte[] bytes;
    private final boolean cut;

    /// Keeps what was read.
    ///
    /// @param bytes what was read; not copied, so its owner must let go of it
    /// @param cut whether there was more
    public Captured(byte[] bytes, boolean cut) {
        this.bytes = bytes;
        this.cut = cut;
    }

    /// What was written, as UTF-8.
    ///
    /// @return text; what is no UTF-8 is replaced by `U+FFFD`
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What was written.
    ///
    /// @return a copy
    public byte[] bytes() {
        return bytes.clone();
    }

    /// How much was kept.
    ///
    /// @return bytes
    public int size() {
        return bytes.length;
    }

    /// Whether more was written than kept.
    ///
    /// @return true if the rest is lost
    public boolean isCut() {
        return cut;
    }

    @Override
    public String toString() {
        return text();
    }
}
