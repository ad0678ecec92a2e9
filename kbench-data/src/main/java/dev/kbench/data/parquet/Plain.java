package dev.kbench.data.parquet;

import java.io.IOException;

/// Values one after the other as they are: the encoding PLAIN.
///
/// One thread.
final class Plain implements Values {
    private final Meaning meaning;
    private final int width;
    private final byte[] in;
    private final int end;
    private long at;

    Plain(Node.Leaf column, byte[] in, int from, int to) {
        this.meaning = column.meaning();
        this.width = column.width();
        this.in = in;
        this.at = meaning.physical() == Physical.BOOLEAN ? 8L * from : from;
        this.end = to;
    }

    @Override
    public Object next() throws IOException {
        return switch (meaning.physical()) {
            case BOOLEAN -> {
                need(at >>> 3, 1);
                yield meaning.of(Bits.read(in, at++, 1) != 0);
            }
            case INT32 -> meaning.of(int32());
            case INT64 -> meaning.of(Snappy.little(in, take(8), 8));
            case FLOAT -> meaning.of(Float.intBitsToFloat(int32()));
            case DOUBLE -> meaning.of(Double.longBitsToDouble(Snappy.little(in, take(8), 8)));
            case INT96, FIXED_LEN_BYTE_ARRAY -> {
                int from = take(width);
                yield meaning.of(in, from, from + width);
            }
            case BYTE_ARRAY -> {
                long length = Snappy.little(in, take(4), 4);
                int from = take(length);
                yield meaning.of(in, from, (int) (from + length));
            }
        };
    }

    private int int32() throws DamagedException {
        return (int) Snappy.little(in, take(4), 4);
    }

    private int take(long bytes) throws DamagedException {
        need(at, bytes);
        int from = (int) at;
        at += bytes;
        return from;
    }

    private void need(long from, long bytes) throws DamagedException {
        if (bytes > end - from) {
            throw new DamagedException(
                    "a page of column '%s' ends inside a value".formatted(meaning.column()));
        }
    }
}
