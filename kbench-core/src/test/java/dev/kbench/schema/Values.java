package dev.kbench.schema;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
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
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Every type that an answer can be read as, with a seeded generator of its values.
final class Values {
    /// A type.
    ///
    /// @param name for messages
    /// @param schema its schema
    /// @param generator gives the next value
    record Kind<T>(String name, Schema<T> schema, Supplier<T> generator) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Description("How it feels.")
    enum Mood {
        UP,
        @Description("neither here nor there")
        SO_SO,
        DOWN
    }

    record Point(int x, long y) {}

    record Page<T>(T first, List<T> rest) {}

    record Tree(String label, List<Tree> children) {}

    record Review(
            @Description("positive, negative, or neutral") String sentiment,
            @Min(0) @Max(1) double score,
            @Default("[]") @Size(max = 5) List<@Size(max = 40) String> keyPhrases,
            Optional<String> note,
            @Default("UP") Mood mood,
            Map<String, @Min(0) Integer> tags) {}

    record Empty() {}

    sealed interface Figure permits Circle, Polygon {}

    record Circle(double radius) implements Figure {}

    record Polygon(List<Point> corners, Optional<Figure> hole) implements Figure {}

    sealed interface Result<T> {}

    record Ok<T>(T value, String type) implements Result<T> {}

    sealed interface Trouble<T> extends Result<T> permits Broken {}

    record Broken<T>(String why) implements Trouble<T> {}

    record Money(BigDecimal amount, char sign, @Matches("[A-Z]{3}") String code) {}

    record Boxed(Optional<Boxed> value, byte b, short s, float f, boolean flag) {}

    private final Random random;

    Values(long seed) {
        random = new Random(seed);
    }

    List<Kind<?>> all() {
        List<Kind<?>> kinds = new ArrayList<>();
        kinds.add(of("boolean", Schema.of(boolean.class), random::nextBoolean));
        kinds.add(of("byte", Schema.of(byte.class), () -> (byte) random.nextInt()));
        kinds.add(of("short", Schema.of(Short.class), () -> (short) random.nextInt()));
        kinds.add(of("int", Schema.of(int.class), this::whole));
        kinds.add(of("long", Schema.of(Long.class), random::nextLong));
        kinds.add(of("float", Schema.of(float.class), this::single));
        kinds.add(of("double", Schema.of(double.class), this::real));
        kinds.add(of("char", Schema.of(char.class), this::character));
        kinds.add(of("BigInteger", Schema.of(BigInteger.class), this::big));
        kinds.add(of("BigDecimal", Schema.of(BigDecimal.class), this::decimal));
        kinds.add(of("enum", Schema.of(Mood.class), this::mood));
        kinds.add(of("URI", Schema.of(URI.class), () -> URI.create("https://e.org/" + whole())));
        kinds.add(of("UUID", Schema.of(UUID.class), this::uuid));
        times(kinds);
        collections(kinds);
        kinds.add(of("record", Schema.of(Point.class), this::point));
        kinds.add(of("record without fields", Schema.of(Empty.class), Empty::new));
        kinds.add(of("record of all kinds", Schema.of(Review.class), this::review));
        kinds.add(of("recursive record", Schema.of(Tree.class), () -> tree(3)));
        kinds.add(of("record named value", Schema.of(Boxed.class), () -> boxed(3)));
        kinds.add(of("money", Schema.of(Money.class), this::money));
        kinds.add(
                of(
                        "generic record",
                        Schema.of(new TypeRef<Page<Point>>() {}),
                        () -> new Page<>(point(), list(this::point))));
        kinds.add(of("sealed", Schema.of(Figure.class), () -> figure(2)));
        kinds.add(of("sealed case", Schema.of(Circle.class), () -> new Circle(real())));
        kinds.add(
                of(
                        "generic sealed",
                        Schema.of(new TypeRef<Result<Point>>() {}),
                        () -> flip() ? new Ok<>(point(), text()) : new Broken<>(text())));
        kinds.add(
                of(
                        "fields",
                        Schema.fields("answer", boolean.class, "at", Point.class),
                        () ->
                                new Fields(
                                        new LinkedHashMap<>(
                                                Map.of("answer", flip(), "at", point())))));
        return kinds;
    }

    private void times(List<Kind<?>> kinds) {
        kinds.add(of("LocalDate", Schema.of(LocalDate.class), this::date));
        kinds.add(of("LocalTime", Schema.of(LocalTime.class), this::time));
        kinds.add(of("LocalDateTime", Schema.of(LocalDateTime.class), this::dateTime));
        kinds.add(of("Instant", Schema.of(Instant.class), this::instant));
        kinds.add(
                of(
                        "OffsetDateTime",
                        Schema.of(OffsetDateTime.class),
                        () -> dateTime().atOffset(offset())));
        kinds.add(of("OffsetTime", Schema.of(OffsetTime.class), () -> time().atOffset(offset())));
        kinds.add(
                of(
                        "ZonedDateTime",
                        Schema.of(ZonedDateTime.class),
                        () -> dateTime().atZone(zone())));
        kinds.add(
                of(
                        "Duration",
                        Schema.of(Duration.class),
                        () -> Duration.ofSeconds(whole(), random.nextInt(1_000_000_000))));
        kinds.add(
                of(
                        "Period",
                        Schema.of(Period.class),
                        () ->
                                Period.of(
                                        random.nextInt(-9, 9),
                                        random.nextInt(-20, 20),
                                        random.nextInt(-40, 40))));
        kinds.add(of("YearMonth", Schema.of(YearMonth.class), () -> YearMonth.from(date())));
        kinds.add(of("MonthDay", Schema.of(MonthDay.class), () -> MonthDay.from(date())));
        kinds.add(of("Year", Schema.of(Year.class), () -> Year.of(random.nextInt(-9999, 9999))));
        kinds.add(of("ZoneId", Schema.of(ZoneId.class), this::zone));
        kinds.add(of("ZoneOffset", Schema.of(ZoneOffset.class), this::offset));
    }

    private void collections(List<Kind<?>> kinds) {
        kinds.add(
                of(
                        "List<Integer>",
                        Schema.of(new TypeRef<List<Integer>>() {}),
                        () -> list(this::whole)));
        kinds.add(
                of(
                        "List<String>",
                        Schema.of(new TypeRef<List<String>>() {}),
                        () -> list(this::text)));
        kinds.add(
                of(
                        "List<List<Mood>>",
                        Schema.of(new TypeRef<List<List<Mood>>>() {}),
                        () -> list(() -> list(this::mood))));
        kinds.add(
                of(
                        "List<Optional<Integer>>",
                        Schema.of(new TypeRef<List<Optional<Integer>>>() {}),
                        () -> list(() -> maybe(this::whole))));
        kinds.add(
                of(
                        "Set<Long>",
                        Schema.of(new TypeRef<Set<Long>>() {}),
                        () -> new LinkedHashSet<>(list(random::nextLong))));
        kinds.add(
                of(
                        "Map<String, Double>",
                        Schema.of(new TypeRef<Map<String, Double>>() {}),
                        () -> map(this::text, this::real)));
        kinds.add(
                of(
                        "Map of maps named value",
                        Schema.of(new TypeRef<Map<String, Map<String, Integer>>>() {}),
                        () ->
                                map(
                                        () -> flip() ? "value" : text(),
                                        () -> map(this::text, this::whole))));
        kinds.add(
                of(
                        "Map<Mood, Point>",
                        Schema.of(new TypeRef<Map<Mood, Point>>() {}),
                        () -> map(this::mood, this::point)));
        kinds.add(
                of(
                        "Map<Integer, List<Map<LocalDate, UUID>>>",
                        Schema.of(new TypeRef<Map<Integer, List<Map<LocalDate, UUID>>>>() {}),
                        () -> map(this::whole, () -> list(() -> map(this::date, this::uuid)))));
        kinds.add(of("int[]", Schema.of(int[].class), () -> ints()));
        kinds.add(
                of(
                        "String[][]",
                        Schema.of(String[][].class),
                        () -> new String[][] {{text()}, {}, {text(), text()}}));
        kinds.add(
                of(
                        "Optional<Point>",
                        Schema.of(new TypeRef<Optional<Point>>() {}),
                        () -> maybe(this::point)));
        kinds.add(
                of(
                        "OptionalInt",
                        Schema.of(OptionalInt.class),
                        () -> flip() ? OptionalInt.of(whole()) : OptionalInt.empty()));
        kinds.add(
                of(
                        "OptionalLong",
                        Schema.of(OptionalLong.class),
                        () -> flip() ? OptionalLong.of(whole()) : OptionalLong.empty()));
        kinds.add(
                of(
                        "OptionalDouble",
                        Schema.of(OptionalDouble.class),
                        () -> flip() ? OptionalDouble.of(real()) : OptionalDouble.empty()));
    }

    private static <T> Kind<T> of(String name, Schema<T> schema, Supplier<? extends T> generator) {
        return new Kind<>(name, schema, generator::get);
    }

    private boolean flip() {
        return random.nextBoolean();
    }

    private int whole() {
        return random.nextInt() >> random.nextInt(32);
    }

    private double real() {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : random.nextInt(1000) / 8.0;
    }

    private float single() {
        float value = Float.intBitsToFloat(random.nextInt());
        return Float.isFinite(value) ? value : 1.5f;
    }

    private char character() {
        char c = (char) random.nextInt(0x10000);
        return flip() ? c : (char) (32 + random.nextInt(95));
    }

    private BigInteger big() {
        return new BigInteger(random.nextInt(400), random).multiply(BigInteger.valueOf(whole()));
    }

    private BigDecimal decimal() {
        return new BigDecimal(big(), random.nextInt(-500, 500));
    }

    /// Texts that JSON, prose and quoting could trip over.
    private String text() {
        StringBuilder out = new StringBuilder();
        String odd = "\"'\\{}[]:,`\n\r\t\0\u001b“”«»<>#/*-+. 5aAıİ\ud83d\ude00\u2028\u00a0é";
        for (int i = random.nextInt(12); i > 0; i--) {
            out.appendCodePoint(odd.codePointAt(random.nextInt(odd.length())));
        }
        return random.nextInt(8) == 0 ? out + "```json\n{\"value\": 1}\n```" : out.toString();
    }

    private Mood mood() {
        return Mood.values()[random.nextInt(3)];
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(random.nextInt(-900_000, 900_000));
    }

    private LocalTime time() {
        return LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
    }

    private LocalDateTime dateTime() {
        return LocalDateTime.of(date(), time());
    }

    private Instant instant() {
        return Instant.ofEpochSecond(whole(), random.nextInt(1_000_000_000));
    }

    private ZoneOffset offset() {
        return ZoneOffset.ofTotalSeconds(random.nextInt(-64_800, 64_800));
    }

    private ZoneId zone() {
        return ZoneId.of(
                List.of("Europe/Paris", "Asia/Kathmandu", "UTC", "+02:00", "Z")
                        .get(random.nextInt(5)));
    }

    private <E> List<E> list(Supplier<E> item) {
        List<E> list = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(item.get());
        }
        return list;
    }

    private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(key.get(), value.get());
        }
        return map;
    }

    private <E> Optional<E> maybe(Supplier<E> value) {
        return flip() ? Optional.of(value.get()) : Optional.empty();
    }

    private int[] ints() {
        return random.ints(random.nextInt(6)).toArray();
    }

    private Point point() {
        return new Point(whole(), random.nextLong());
    }

    private Review review() {
        return new Review(
                text(),
                random.nextDouble(),
                list(() -> "a" + whole()),
                maybe(this::text),
                mood(),
                map(this::text, () -> whole() & 0xffff));
    }

    private Tree tree(int depth) {
        return new Tree(text(), depth == 0 ? List.of() : list(() -> tree(depth - 1)));
    }

    private Boxed boxed(int depth) {
        return new Boxed(
                depth == 0 || flip() ? Optional.empty() : Optional.of(boxed(depth - 1)),
                (byte) whole(),
                (short) whole(),
                single(),
                flip());
    }

    private Money money() {
        return new Money(decimal(), character(), "EUR");
    }

    private Figure figure(int depth) {
        return depth == 0 || flip()
                ? new Circle(real())
                : new Polygon(
                        list(this::point),
                        flip() ? Optional.empty() : Optional.of(figure(depth - 1)));
    }
}
