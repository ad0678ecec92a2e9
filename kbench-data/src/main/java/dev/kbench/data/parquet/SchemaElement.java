package dev.kbench.data.parquet;

import org.jspecify.annotations.Nullable;

/// A node of the file's schema as it is written, children following it.
///
/// @param physical null for a group
/// @param width of values of fixed length
/// @param children how many children follow
/// @param logical what the values mean
record SchemaElement(
        String name,
        @Nullable Physical physical,
        int width,
        Repetition repetition,
        int children,
        Logical logical) {
    /// How often a value stands in its parent.
    enum Repetition {
        REQUIRED,
        OPTIONAL,
        REPEATED
    }

    static SchemaElement read(Thrift in) throws DamagedException {
        var made =
                new Object() {
                    String name = "";
                    @Nullable Physical physical;
                    int width;
                    Repetition repetition = Repetition.REQUIRED;
                    int children;
                    int converted = -1;
                    int scale;
                    @Nullable Logical logical;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> made.physical = Physical.of(in.int32());
                        case 2 -> made.width = in.int32();
                        case 3 -> made.repetition = repetition(in.int32());
                        case 4 -> made.name = in.text();
                        case 5 -> made.children = in.int32();
                        case 6 -> made.converted = in.int32();
                        case 7 -> made.scale = in.int32();
                        case 10 -> made.logical = Logical.read(in);
                        default -> in.skip();
                    }
                });
        Logical logical = made.logical;
        return new SchemaElement(
                made.name,
                made.physical,
                made.width,
                made.repetition,
                made.children,
                logical == null ? Logical.ofConverted(made.converted, made.scale) : logical);
    }

    private static Repetition repetition(int code) throws DamagedException {
        if (code < 0 || code > 2) {
            throw new DamagedException("its schema has a repetition " + code);
        }
        return Repetition.values()[code];
    }
}
