package dev.kbench.data.parquet;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/// Makes a table's values of a column's stored ones.
///
/// Immutable.
///
/// @param column its name, for messages
record Meaning(String column, Physical physical, Logical logical) {
    private static final long SECOND = 1_000_000_000;
    private static final long DAY = 86_400;
    private static final long JULIAN_1970 = 2_440_588;

    /// What a column holds.
    ///
    /// @throws IOException if the column's values have no place in a table
    static Meaning of(String column, Physical physical, Logical logical) throws IOException {
        if (!known(physical, logical.kind())) {
            throw unsupported(
                    column,
                    logical.kind() == Logical.Kind.NONE
                            ? "bytes (%s)".formatted(physical)
                            : "%s (%s)"
                                    .formatted(
                                            logical.kind().name().toLowerCase(Locale.ROOT),
                                            physical));
        }
        return new Meaning(column, physical, logical);
    }

    static IOException unsupported(String column, String what) {
        return new IOException(
                "column '%s' holds %s; expected text, numbers, booleans, dates, times, decimals, lists, maps or structs of them: write it as text, or leave the column out"
                        .formatted(column, what));
    }

    private static boolean known(Physical physical, Logical.Kind kind) {
        return switch (physical) {
            case BOOLEAN, FLOAT, DOUBLE -> kind == Logical.Kind.NONE || kind == Logical.Kind.NULL;
            case INT96 -> kind == Logical.Kind.NONE || kind == Logical.Kind.TIMESTAMP;
            case INT32 ->
                    switch (kind) {
                        case NONE, INTEGER, DECIMAL, DATE, TIME, NULL -> true;
                        default -> false;
                    };
            case INT64 ->
                    switch (kind) {
                        case NONE, INTEGER, DECIMAL, TIME, TIMESTAMP, NULL -> true;
                        default -> false;
                    };
            case BYTE_ARRAY ->
                    switch (kind) {
                        case STRING, ENUM, JSON, DECIMAL, NULL -> true;
                        default -> false;
                    };
            case FIXED_LEN_BYTE_ARRAY ->
                    switch (kind) {
                        case DECIMAL, UUID, FLOAT16, NULL -> true;
                        default -> false;
                    };
        };
    }

    Object of(boolean value) {
        return value;
    }

    /// The value of a whole number, of 32 bits with its sign.
    Object of(long value) throws DamagedException {
        return switch (logical.kind()) {
            case INTEGER -> logical.unsigned() ? unsigned(value) : (Object) value;
            case DECIMAL -> BigDecimal.valueOf(value, logical.scale());
            case DATE -> LocalDate.ofEpochDay(value);
            case TIME -> time(value);
            case TIMESTAMP -> timestamp(value);
            default -> value;
        };
    }

    private Object unsigned(long value) {
        if (physical == Physical.INT32) {
            return value & 0xFFFF_FFFFL;
        }
        return value >= 0 ? (Object) value : new BigInteger(Long.toUnsignedString(value));
    }

    private LocalTime time(long value) throws DamagedException {
        long inDay = DAY * (SECOND / logical.unit());
        if (value < 0 || value >= inDay) {
            throw new DamagedException(
                    "column '%s' has a time of day of %d".formatted(column, value));
        }
        return LocalTime.ofNanoOfDay(value * logical.unit());
    }

    private Object timestamp(long value) {
        long perSecond = SECOND / logical.unit();
        long seconds = Math.floorDiv(value, perSecond);
        long nanos = Math.floorMod(value, perSecond) * logical.unit();
        return logical.utc()
                ? Instant.ofEpochSecond(seconds, nanos)
                : LocalDateTime.ofEpochSecond(seconds, (int) nanos, ZoneOffset.UTC);
    }

    /// The value of a short decimal number: the one that it is written as, `1.1` for the 32 bits
    /// nearest to it.
    Object of(float value) {
        return Double.parseDouble(Float.toString(value));
    }

    Object of(double value) {
        return value;
    }

    /// The value of some bytes.
    Object of(byte[] in, int from, int to) throws IOException {
        return switch (physical) {
            case INT96 -> julian(ByteBuffer.wrap(in, from, to - from));
            default ->
                    switch (logical.kind()) {
                        case DECIMAL ->
                                from == to
                                        ? new BigDecimal(BigInteger.ZERO, logical.scale())
                                        : new BigDecimal(
                                                new BigInteger(in, from, to - from),
                                                logical.scale());
                        case UUID -> uuid(ByteBuffer.wrap(in, from, to - from));
                        case FLOAT16 ->
                                of(Float.float16ToFloat((short) Snappy.little(in, from, 2)));
                        default -> text(in, from, to);
                    };
        };
    }

    /// Nanoseconds of the day and the day, counted as astronomers do: how files of old hold times.
    private static Object julian(ByteBuffer in) {
        long nanos = in.order(ByteOrder.LITTLE_ENDIAN).getLong();
        long day = Integer.toUnsignedLong(in.getInt()) - JULIAN_1970;
        return LocalDateTime.of(LocalDate.ofEpochDay(day), LocalTime.MIDNIGHT).plusNanos(nanos);
    }

    private static String uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong()).toString();
    }

    private String text(byte[] in, int from, int to) throws IOException {
        String text = new String(in, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(in, from, to - from));
            } catch (CharacterCodingException e) {
                throw new IOException(
                        "column '%s' has text that is not UTF-8: '%s'"
                                .formatted(column, text.substring(0, Math.min(40, text.length()))),
                        e);
            }
        }
        return text;
    }

    /// Bytes of a value of fixed length; 0 where lengths differ.
    int width(int declared) throws DamagedException {
        int width =
                switch (logical.kind()) {
                    case UUID -> 16;
                    case FLOAT16 -> 2;
                    default -> declared;
                };
        if (physical == Physical.FIXED_LEN_BYTE_ARRAY && (declared != width || declared <= 0)) {
            throw new DamagedException(
                    "column '%s' has values of %d bytes".formatted(column, declared));
        }
        return physical == Physical.FIXED_LEN_BYTE_ARRAY ? width : physical.bytes;
    }
}
