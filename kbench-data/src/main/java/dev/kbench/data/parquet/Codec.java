package dev.kbench.data.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// How pages are compressed, in the order of the codes.
enum Codec {
    NONE,
    SNAPPY,
    GZIP,
    LZO,
    BROTLI,
    LZ4,
    ZSTD,
    LZ4_RAW;

    private static final String READ = "uncompressed, Snappy, gzip, zstd and LZ4_RAW are";

    static Codec of(int code) throws DamagedException {
        if (code < 0 || code >= values().length) {
            throw new DamagedException("a column has a compression " + code);
        }
        return values()[code];
    }

    /// Refuses what cannot be read, before anything is.
    void check(String column) throws IOException {
        switch (this) {
            case NONE, SNAPPY, GZIP, ZSTD, LZ4_RAW -> {}
            case LZO, BROTLI, LZ4 ->
                    throw new IOException(
                            "column '%s' is compressed with %s, which is not read; %s: write it with one of them (pyarrow: compression='zstd')"
                                    .formatted(column, this, READ));
        }
    }

    /// Unpacks a page, or a part of it.
    ///
    /// @param length how many bytes come of it
    byte[] unpack(byte[] packed, int from, int to, int length) throws IOException {
        byte[] out = new byte[length];
        int made =
                switch (this) {
                    case NONE -> {
                        int count = Math.min(to - from, length);
                        System.arraycopy(packed, from, out, 0, count);
                        yield to - from == length ? length : -1;
                    }
                    case SNAPPY -> Snappy.unpack(packed, from, to, out);
                    case LZ4_RAW -> Lz4.unpack(packed, from, to, out);
                    case GZIP -> gunzip(packed, from, to, out);
                    case ZSTD -> unzstd(packed, from, to, out);
                    case LZO, BROTLI, LZ4 -> -1;
                };
        if (made != length) {
            throw new DamagedException("a page does not unpack to its length");
        }
        return out;
    }

    private static int unzstd(byte[] packed, int from, int to, byte[] out) {
        try {
            return (int) Zstd.decompressByteArray(out, 0, out.length, packed, from, to - from);
        } catch (ZstdException e) {
            return -1;
        }
    }

    private static int gunzip(byte[] packed, int from, int to, byte[] out) throws IOException {
        try (InputStream in =
                new GZIPInputStream(new ByteArrayInputStream(packed, from, to - from))) {
            int made = in.readNBytes(out, 0, out.length);
            return in.read() < 0 ? made : -1;
        } catch (ZipException | EOFException e) {
            return -1;
        }
    }
}
