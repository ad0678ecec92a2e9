package dev.kbench.data.parquet;

/// What stored values mean.
///
/// @param unit nanoseconds in a unit of time; 0 for no time
/// @param utc whether a time is an instant, not one of the wall clock
/// @param scale decimal digits behind the point
/// @param unsigned whether whole numbers have no sign
/// @param bits of a whole number
record Logical(Kind kind, long unit, boolean utc, int scale, boolean unsigned, int bits) {
    private static final long MILLIS = 1_000_000;
    private static final long MICROS = 1_000;

    static final Logical NONE = of(Kind.NONE);

    /// The meanings, those without a value of ours at the end.
    enum Kind {
        NONE,
        STRING,
        MAP,
        LIST,
        ENUM,
        DECIMAL,
        DATE,
        TIME,
        TIMESTAMP,
        INTEGER,
        NULL,
        JSON,
        UUID,
        FLOAT16,
        BSON,
        INTERVAL,
        VARIANT,
        GEOMETRY,
        GEOGRAPHY,
        UNKNOWN
    }

    private static Logical of(Kind kind) {
        return new Logical(kind, 0, false, 0, false, 0);
    }

    private static Logical time(Kind kind, long unit, boolean utc) {
        return new Logical(kind, unit, utc, 0, false, 0);
    }

    private static Logical decimal(int scale) {
        return new Logical(Kind.DECIMAL, 0, false, scale, false, 0);
    }

    private static Logical integer(int bits, boolean unsigned) {
        return new Logical(Kind.INTEGER, 0, false, 0, unsigned, bits);
    }

    /// Reads the union `LogicalType`.
    static Logical read(Thrift in) throws DamagedException {
        var made =
                new Object() {
                    Logical logical = of(Kind.UNKNOWN);
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 5 -> made.logical = readDecimal(in);
                        case 7 -> made.logical = readTime(Kind.TIME, in);
                        case 8 -> made.logical = readTime(Kind.TIMESTAMP, in);
                        case 10 -> made.logical = readInteger(in);
                        default -> {
                            made.logical = of(kind(id));
                            in.skip();
                        }
                    }
                });
        return made.logical;
    }

    private static Kind kind(int id) {
        return switch (id) {
            case 1 -> Kind.STRING;
            case 2 -> Kind.MAP;
            case 3 -> Kind.LIST;
            case 4 -> Kind.ENUM;
            case 6 -> Kind.DATE;
            case 11 -> Kind.NULL;
            case 12 -> Kind.JSON;
            case 13 -> Kind.BSON;
            case 14 -> Kind.UUID;
            case 15 -> Kind.FLOAT16;
            case 16 -> Kind.VARIANT;
            case 17 -> Kind.GEOMETRY;
            case 18 -> Kind.GEOGRAPHY;
            default -> Kind.UNKNOWN;
        };
    }

    private static Logical readDecimal(Thrift in) throws DamagedException {
        int[] scale = {0};
        in.struct(
                id -> {
                    if (id == 1) {
                        scale[0] = in.int32();
                    } else {
                        in.skip();
                    }
                });
        return decimal(scale[0]);
    }

    private static Logical readInteger(Thrift in) throws DamagedException {
        var made =
                new Object() {
                    int bits = 64;
                    boolean signed = true;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> made.bits = in.int32();
                        case 2 -> made.signed = in.bool();
                        default -> in.skip();
                    }
                });
        return integer(made.bits, !made.signed);
    }

    private static Logical readTime(Kind kind, Thrift in) throws DamagedException {
        var made =
                new Object() {
                    boolean utc;
                    long unit = 1;
                };
        in.struct(
                id -> {
                    switch (id) {
                        case 1 -> made.utc = in.bool();
                        case 2 ->
                                in.struct(
                                        unit -> {
                                            made.unit = unit == 1 ? MILLIS : unit == 2 ? MICROS : 1;
                                            in.skip();
                                        });
                        default -> in.skip();
                    }
                });
        return time(kind, made.unit, made.utc);
    }

    /// The meaning as older files have it, by the codes of `ConvertedType`.
    static Logical ofConverted(int code, int scale) {
        return switch (code) {
            case -1 -> NONE;
            case 0 -> of(Kind.STRING);
            case 1, 2 -> of(Kind.MAP);
            case 3 -> of(Kind.LIST);
            case 4 -> of(Kind.ENUM);
            case 5 -> decimal(scale);
            case 6 -> of(Kind.DATE);
            case 7 -> time(Kind.TIME, MILLIS, true);
            case 8 -> time(Kind.TIME, MICROS, true);
            case 9 -> time(Kind.TIMESTAMP, MILLIS, true);
            case 10 -> time(Kind.TIMESTAMP, MICROS, true);
            case 11, 12, 13, 14 -> integer(8 << (code - 11), true);
            case 15, 16, 17, 18 -> integer(8 << (code - 15), false);
            case 19 -> of(Kind.JSON);
            case 20 -> of(Kind.BSON);
            case 21 -> of(Kind.INTERVAL);
            default -> of(Kind.UNKNOWN);
        };
    }
}
