package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A value that JSON writes as a text of a fixed form: dates and times as ISO 8601 has them, a URI,
/// a UUID. Nothing is added to what stands there: a date alone is no point in time.
///
/// @param type the Java type
/// @param words what is asked for, with an example
/// @param format JSON schema's name of the form, empty where it has none
/// @param parse reads the text
record FormatShape(Class<?> type, String words, String format, Function<String, Object> parse)
        implements Shape {
    private static final Pattern UUID_FORM =
            Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    static final Map<Class<?>, FormatShape> ALL =
            byType(
                    of(LocalDate.class, "a date such as 2026-02-03", "date", LocalDate::parse),
                    of(LocalTime.class, "a time of day such as 09:15:00", "", LocalTime::parse),
                    of(
                            LocalDateTime.class,
                            "a date and time without zone such as 2026-02-03T09:15:00",
                            "",
                            LocalDateTime::parse),
                    of(
                            Instant.class,
                            "a point in time such as 2026-02-03T09:15:00Z",
                            "date-time",
                            FormatShape::instant),
                    of(
                            OffsetDateTime.class,
                            "a date and time with offset such as 2026-02-03T09:15:00+01:00",
                            "date-time",
                            OffsetDateTime::parse),
                    of(
                            OffsetTime.class,
                            "a time of day with offset such as 09:15:00+01:00",
                            "time",
                            OffsetTime::parse),
                    of(
                            ZonedDateTime.class,
                            "a date and time with zone such as"
                                    + " 2026-02-03T09:15:00+01:00[Europe/Paris]",
                            "",
                            FormatShape::zoned),
                    of(Duration.class, "a duration such as PT1H30M", "duration", Duration::parse),
                    of(Period.class, "a period such as P1Y2M3D", "duration", Period::parse),
                    of(YearMonth.class, "a year and month such as 2026-02", "", YearMonth::parse),
                    of(MonthDay.class, "a month and day such as --02-03", "", MonthDay::parse),
                    of(ZoneId.class, "a time zone such as Europe/Paris", "", ZoneId::of),
                    of(ZoneOffset.class, "a time zone's offset such as +01:00", "", ZoneOffset::of),
                    of(URI.class, "a URI such as https://example.org/a", "uri", FormatShape::uri),
                    of(
                            UUID.class,
                            "a UUID such as 123e4567-e89b-12d3-a456-426614174000",
                            "uuid",
                            FormatShape::uuid));

    private static FormatShape of(
            Class<?> type, String words, String format, Function<String, Object> parse) {
        return new FormatShape(type, words, format, parse);
    }

    private static Map<Class<?>, FormatShape> byType(FormatShape... shapes) {
        Map<Class<?>, FormatShape> all = new LinkedHashMap<>();
        for (FormatShape shape : shapes) {
            all.put(shape.type, shape);
        }
        return Map.copyOf(all);
    }

    /// A leap second is none of Java's, which would take it for the second before.
    private static Instant instant(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_INSTANT.parse(text);
        if (parsed.query(DateTimeFormatter.parsedLeapSecond())) {
            throw new DateTimeException("a leap second");
        }
        return Instant.from(parsed);
    }

    /// Where offset and zone say different things, Java would take another time of day.
    private static ZonedDateTime zoned(String text) {
        TemporalAccessor parsed = DateTimeFormatter.ISO_ZONED_DATE_TIME.parse(text);
        ZonedDateTime time = ZonedDateTime.from(parsed);
        ZoneOffset said = ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS));
        if (!time.getOffset().equals(said)) {
            throw new DateTimeException("an offset that the zone does not have then");
        }
        return time;
    }

    private static URI uri(String text) {
        URI uri = URI.create(text);
        if (!uri.isAbsolute()) {
            throw new IllegalArgumentException("a URI begins with a scheme");
        }
        return uri;
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a UUID has 32 hexadecimal digits");
        }
        return UUID.fromString(text);
    }

    @Override
    public Object read(Json value, Spot at) {
        if (value instanceof Json.Str(String text) && text.length() <= 4_000) {
            try {
                return parse.apply(text.strip());
            } catch (DateTimeException | IllegalArgumentException e) {
                throw at.misfit("is not " + words, value);
            }
        }
        throw at.misfit("is not " + words, value);
    }

    @Override
    public Json write(@Nullable Object value) {
        return new Json.Str(Written.as(type, value, this).toString());
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "string");
        if (format.isEmpty()) {
            schema.put("description", words);
        } else {
            schema.put("format", format);
        }
        return schema;
    }

    @Override
    public String expected() {
        return words;
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Str;
    }
}
