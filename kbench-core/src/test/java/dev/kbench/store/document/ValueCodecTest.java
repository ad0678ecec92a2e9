package dev.kbench.store.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class ValueCodecTest {
    record Inner(long count, @Nullable String note) {}

    record Outer(Inner inner, List<Inner> more, Map<String, Double> scores, TimeUnit unit) {}

    record Concrete(ArrayList<Integer> list, LinkedHashMap<String, Integer> map) {}

    record Picky(int positive) {
        Picky {
            if (positive < 1) {
                throw new IllegalArgumentException("positive");
            }
        }
    }

    private static @Nullable Object readBack(@Nullable Object value) {
        byte[] document =
                Json.bytes(
                        out -> {
                            out.writeName("value");
                            new ValueWriter(out).write(value);
                        });
        return read(new String(document, StandardCharsets.UTF_8));
    }

    private static @Nullable Object read(String document) {
        return new ValueReader(ValueCodecTest.class.getClassLoader())
                .read(Json.object(document).path("value"));
    }

    static Stream<Object> values() {
        Map<String, Object> likeATag = new LinkedHashMap<>(Map.of("$", "long", "v", "5"));
        Map<Object, Object> otherKeys = new LinkedHashMap<>();
        otherKeys.put(1, "one");
        otherKeys.put(TimeUnit.DAYS, List.of(2L));
        return Stream.of(
                "",
                "caf\u00e9 \uD83E\uDD8A \0 \u001b[31m \u2028",
                true,
                0,
                -1,
                Integer.MAX_VALUE,
                5L,
                Long.MIN_VALUE,
                4.0,
                0.1,
                -0.0,
                1e300,
                Double.MIN_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                0.1f,
                (short) 3,
                (byte) -3,
                'x',
                new BigDecimal("1.10"),
                new BigInteger("123456789012345678901234567890"),
                Instant.parse("2026-01-02T03:04:05.678901234Z"),
                LocalDate.of(2026, 2, 28),
                ZonedDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneId.of("Asia/Kathmandu")),
                Duration.ofNanos(1),
                URI.create("https://example.org/a?b"),
                UUID.fromString("00000000-0000-0001-0000-000000000002"),
                Path.of("a", "b"),
                TimeUnit.SECONDS,
                Optional.empty(),
                Optional.of(3L),
                List.of(),
                List.of(1, 1L, 1.0, "1"),
                Arrays.asList(1, null),
                Set.of("a"),
                new LinkedHashSet<>(List.of(2, 1)),
                Map.of(),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                likeATag,
                otherKeys,
                new Inner(1, null),
                new Outer(
                        new Inner(1, "x"),
                        List.of(new Inner(2, "")),
                        Map.of("a", 0.5),
                        TimeUnit.DAYS),
                new Concrete(new ArrayList<>(List.of(1)), new LinkedHashMap<>(Map.of("a", 1))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueIsReadBackEqualAndOfItsType(Object value) {
        Object read = readBack(value);
        assertThat(read).isEqualTo(value);
        if (value instanceof Number) {
            assertThat(read).hasSameClassAs(value);
        }
    }

    @Test
    void nothingIsReadBackAsNothing() {
        assertThat(readBack(null)).isNull();
    }

    @Test
    void aMapKeepsItsOrder() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", 1);
        map.put("a", 2);
        assertThat(((Map<?, ?>) readBack(map)).keySet().toString()).isEqualTo("[z, a]");
    }

    @Test
    void aLoneSurrogateDoesNotEndTheWriting() {
        assertThat(readBack("a\uD800b")).isInstanceOf(String.class);
    }

    @Test
    void aQueueIsReadBackAsAList() {
        assertThat(readBack(new ArrayDeque<>(List.of(1, 2)))).isEqualTo(List.of(1, 2));
    }

    @Test
    void aTypeThatCannotBeMadeAgainIsRefused() {
        assertThatThrownBy(() -> readBack(List.of(new AtomicInteger(1))))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessage(
                        "a java.util.concurrent.atomic.AtomicInteger cannot be read back from a"
                                + " journal");
    }

    @Test
    void depthHasABound() {
        List<Object> nested = List.of();
        for (int i = 0; i < 300; i++) {
            nested = List.of(nested);
        }
        List<Object> deep = nested;
        assertThatThrownBy(() -> readBack(deep))
                .hasMessage("a value nested more than 200 deep cannot be read back from a journal");
    }

    @Test
    void aRecordThatIsGoneIsSaidToBeSo() {
        assertThatThrownBy(
                        () -> read("{\"value\":{\"$\":\"record\",\"type\":\"no.Such\",\"v\":{}}}"))
                .hasMessage(
                        "a no.Such, which is no longer there, cannot be read back from a journal");
    }

    @Test
    void aRecordThatHasChangedIsSaidToBeSo() {
        String type = Inner.class.getName();
        for (String content :
                List.of(
                        "{\"count\":{\"$\":\"long\",\"v\":\"1\"}}",
                        "{\"count\":{\"$\":\"long\",\"v\":\"1\"},\"other\":null}",
                        "{\"count\":\"one\",\"note\":null}")) {
            assertThatThrownBy(
                            () ->
                                    read(
                                            "{\"value\":{\"$\":\"record\",\"type\":\"%s\",\"v\":%s}}"
                                                    .formatted(type, content)))
                    .hasMessage(
                            "a %s, which has changed since, cannot be read back from a journal"
                                    .formatted(type));
        }
    }

    @Test
    void aRecordThatRefusesItsOldValuesHasChanged() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"value\":{\"$\":\"record\",\"type\":\"%s\",\"v\":{\"positive\":0}}}"
                                                .formatted(Picky.class.getName())))
                .hasMessageContaining("which has changed since");
    }

    @Test
    void aConstantThatIsGoneIsSaidToBeSo() {
        assertThatThrownBy(
                        () ->
                                read(
                                        "{\"value\":{\"$\":\"enum\",\"type\":\"java.util.concurrent.TimeUnit\",\"v\":\"YEARS\"}}"))
                .hasMessage(
                        "java.util.concurrent.TimeUnit.YEARS, which is no longer there, cannot be"
                                + " read back from a journal");
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void aDamagedDocumentIsSaidToBeOne(String document) {
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(UnreadableValueException.class)
                .hasMessageEndingWith("cannot be read back from a journal");
    }

    static Stream<String> damaged() {
        return Stream.of(
                "",
                "{",
                "[]",
                "nonsense",
                "{\"value\":{\"$\":\"martian\",\"v\":\"x\"}}",
                "{\"value\":{\"$\":\"long\",\"v\":\"x\"}}",
                "{\"value\":{\"$\":\"char\",\"v\":\"\"}}",
                "{\"value\":{\"$\":\"Instant\",\"v\":\"noon\"}}",
                "{\"value\":{\"$\":\"double\",\"v\":\"much\"}}");
    }
}
