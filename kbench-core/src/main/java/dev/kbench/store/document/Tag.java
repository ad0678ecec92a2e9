package dev.kbench.store.document;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// A type whose values are written as their text under the type's name, because JSON has no form of
/// its own for them.
///
/// @param name what stands in the document
/// @param parse reads the text that `toString` gives
record Tag(String name, Function<String, Object> parse) {
    private static final Map<Class<?>, Tag> BY_TYPE = new HashMap<>();
    private static final Map<String, Tag> BY_NAME = new HashMap<>();

    /// Paths are of as many classes as there are file systems.
    private static final Tag PATH = new Tag("Path", Path::of);

    static {
        add("long", Long.class, Long::valueOf);
        add("short", Short.class, Short::valueOf);
        add("byte", Byte.class, Byte::valueOf);
        add("float", Float.class, Float::valueOf);
        add("char", Character.class, text -> text.charAt(0));
        add("BigInteger", BigInteger.class, BigInteger::new);
        add("BigDecimal", BigDecimal.class, BigDecimal::new);
        add("Instant", Instant.class, Instant::parse);
        add("LocalDate", LocalDate.class, LocalDate::parse);
        add("LocalTime", LocalTime.class, LocalTime::parse);
        add("LocalDateTime", LocalDateTime.class, LocalDateTime::parse);
        add("OffsetTime", OffsetTime.class, OffsetTime::parse);
        add("OffsetDateTime", OffsetDateTime.class, OffsetDateTime::parse);
        add("ZonedDateTime", ZonedDateTime.class, ZonedDateTime::parse);
        add("Year", Year.class, Year::parse);
        add("YearMonth", YearMonth.class, YearMonth::parse);
        add("MonthDay", MonthDay.class, MonthDay::parse);
        add("Duration", Duration.class, Duration::parse);
        add("Period", Period.class, Period::parse);
        add("URI", URI.class, URI::create);
        add("UUID", UUID.class, UUID::fromString);
    }

    /// The field that says that an object is a tagged value.
    static final String FIELD = "$";

    /// The field that holds the tagged value's content.
    static final String CONTENT = "v";

    private static void add(String name, Class<?> type, Function<String, Object> parse) {
        Tag tag = new Tag(name, parse);
        BY_TYPE.put(type, tag);
        BY_NAME.put(name, tag);
    }

    /// The tag of a value, null where its type has none.
    static @Nullable Tag of(Object value) {
        Tag exact = BY_TYPE.get(value.getClass());
        return exact == null && value instanceof Path ? PATH : exact;
    }

    /// The tag of a name, null where there is none.
    static @Nullable Tag named(String name) {
        return name.equals(PATH.name()) ? PATH : BY_NAME.get(name);
    }
}
