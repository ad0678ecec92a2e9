package dev.kbench.content;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Pixels as a PNG file: 8 bits a channel, with alpha, not filtered (W3C PNG, third edition).
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte BITS = 8;
    private static final byte RGB_AND_ALPHA = 6;

    private Png() {}

    static byte[] of(int[] argb, int width, int height) {
        if (width < 1 || height < 1 || (long) width * height != argb.length) {
            throw new IllegalArgumentException(
                    "expected width times height pixels, got %d for %d × %d"
                            .formatted(argb.length, width, height));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(BITS)
                        .put(RGB_AND_ALPHA)
                        .array());
        chunk(out, "IDAT", compressed(argb, width));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] compressed(int[] argb, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        byte[] buffer = new byte[8192];
        byte[] row = new byte[1 + 4 * width];
        try (Deflater deflater = new Deflater()) {
            for (int i = 0; i < argb.length; i += width) {
                ByteBuffer pixels = ByteBuffer.wrap(row, 1, row.length - 1);
                for (int x = 0; x < width; x++) {
                    pixels.putInt(Integer.rotateLeft(argb[i + x], 8));
                }
                deflater.setInput(row);
                drain(deflater, buffer, out);
            }
            deflater.finish();
            drain(deflater, buffer, out);
        }
        return out.toByteArray();
    }

    private static void drain(Deflater deflater, byte[] buffer, ByteArrayOutputStream out) {
        for (int n = deflater.deflate(buffer); n > 0; n = deflater.deflate(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
