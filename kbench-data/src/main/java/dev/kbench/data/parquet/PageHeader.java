package dev.kbench.data.parquet;

import org.jspecify.annotations.Nullable;

/// What stands before a page.
///
/// @param bytes how long the page is once it is unpacked, its levels included
/// @param packed how long it is in the file
/// @param crc of the bytes in the file; null where none was written
/// @param values how many values, missing ones included
/// @param encoding of the values
/// @param levels how its levels are encoded, where they are packed with the values
/// @param definitions bytes of definition levels that lie before the values
/// @param repetitions bytes of repetition levels that lie before those
/// @param compressed whether the values are compressed
record PageHeader(
        Kind kind,
        int bytes,
        int packed,
        @Nullable Integer crc,
        int values,
        int encoding,
        boolean levels,
        int definitions,
        int repetitions,
        boolean compressed) {
    /// The kinds of pages, in the order of their codes.
    enum Kind {
        DATA,
        INDEX,
        DICTIONARY,
        DATA_V2
    }

    private static final int RLE = 3;

    static PageHeader read(Thrift in) throws DamagedException {
        var made =
                new Object() {
                    int kind = -1;
                    int bytes = -1;
                    int packed = -1;
                    @Nullable Integer crc;
                    int values;
                    int encoding;
                    boolean levels = true;
                    int definitions;
                    int repetitions;
                    boolean compressed = true;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> made.kind = in.int32();
                        case 2 -> made.bytes = in.int32();
                        case 3 -> made.packed = in.int32();
                        case 4 -> made.crc = in.int32();
                        case 5, 7, 8 ->
                                in.struct(
                                        part -> {
                                            switch (id * 10 + part) {
                                                case 51, 71, 81 -> made.values = in.int32();
                                                case 52, 72, 84 -> made.encoding = in.int32();
                                                case 53, 54 -> made.levels &= in.int32() == RLE;
                                                case 85 -> made.definitions = in.int32();
                                                case 86 -> made.repetitions = in.int32();
                                                case 87 -> made.compressed = in.bool();
                                                default -> in.skip();
                                            }
                                        });
                        default -> in.skip();
                    }
                });
        if (made.kind < 0
                || made.kind > 3
                || made.bytes < 0
                || made.packed < 0
                || made.values < 0
                || made.definitions < 0
                || made.repetitions < 0) {
            throw new DamagedException("a page's header makes no sense");
        }
        return new PageHeader(
                Kind.values()[made.kind],
                made.bytes,
                made.packed,
                made.crc,
                made.values,
                made.encoding,
                made.levels,
                made.definitions,
                made.repetitions,
                made.compressed);
    }
}
