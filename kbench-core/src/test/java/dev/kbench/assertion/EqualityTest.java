package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

class EqualityTest {
    record Point(int x, double y) {}

    private static void equal(Object a, Object b) {
        assertThat(Equality.equal(a, b)).isTrue();
        assertThat(Equality.equal(b, a)).isTrue();
    }

    private static void different(Object a, Object b) {
        assertThat(Equality.equal(a, b)).isFalse();
        assertThat(Equality.equal(b, a)).isFalse();
    }

    @Test
    void numbersCountByValue() {
        Number[] fours = {
            4,
            4L,
            (short) 4,
            (byte) 4,
            4.0,
            4f,
            BigInteger.valueOf(4),
            new BigDecimal("4.00"),
            new AtomicInteger(4),
            new AtomicLong(4)
        };
        for (Number a : fours) {
            for (Number b : fours) {
                equal(a, b);
            }
            different(a, 5);
            different(a, 4.000001);
        }
    }

    @Test
    void numbersAreExact() {
        different(9_007_199_254_740_993L, 9_007_199_254_740_992.0);
        different(Long.MAX_VALUE, Long.MAX_VALUE - 1);
        equal(0.1, new BigDecimal("0.1"));
        equal(0.1f, 0.1);
        equal(0.0, -0.0);
        equal(0, -0.0);
        different(0.1 + 0.2, 0.3);
        different(new BigDecimal("1e400"), Double.POSITIVE_INFINITY);
        different(Double.NaN, 0);
        equal(Double.NaN, Double.NaN);
        equal(Double.NaN, Float.NaN);
        equal(Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
        different(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    }

    @Test
    void numbersOfAnUnknownKindAreNotRounded() {
        DoubleAdder half = new DoubleAdder();
        half.add(0.5);

        different(half, 0);
        different(half, 0.5);
        equal(half, half);
    }

    @Test
    void textsCountByTheirCharacters() {
        equal("ab", new StringBuilder("ab"));
        equal('a', "a");
        equal('a', 'a');
        different("a", "A");
        different("é", "e\u0301");
        different("4", 4);
        different("\ud800", "?");
        equal("\0\ud800\u202e", "\0\ud800\u202e");
    }

    @Test
    void nothingEqualsNothingOnly() {
        equal(null, null);
        different(null, 0);
        different(null, "");
        different(null, Optional.empty());
        different(true, 1);
    }

    @Test
    void listsAndArraysCountElementByElement() {
        equal(List.of(1, 2), Arrays.asList(1.0, 2L));
        equal(List.of(1, 2), new int[] {1, 2});
        equal(new int[] {1, 2}, new Object[] {1, 2.0});
        equal(List.of(1, 2), new ArrayDeque<>(List.of(1, 2)));
        equal(List.of(List.of(1), new int[0]), new Object[] {new double[] {1}, List.of()});
        equal(Arrays.asList(null, 1), new Object[] {null, 1});
        different(List.of(1, 2), List.of(2, 1));
        different(List.of(1), List.of(1, 1));
        different(List.of(1), 1);
        different(List.of("a"), "a");
        different(new char[] {'a'}, "a");
    }

    @Test
    void setsHaveNoOrder() {
        equal(Set.of(1, 2), new LinkedHashSet<>(List.of(2.0, 1L)));
        equal(Set.of(List.of(1)), Set.of(List.of(1.0)));
        different(Set.of(1, 4.0), Set.of(4, 5));
        different(new LinkedHashSet<>(List.of(4, 4.0)), new LinkedHashSet<>(List.of(4, 5)));
        different(Set.of(1), List.of(1));
        different(new TreeSet<>(Set.of("a")), Set.of(1));
        equal(new TreeSet<>(Set.of(1)), Set.of(1.0));
        Set<Integer> withNull = new HashSet<>(Arrays.asList(1, null));
        different(withNull, new TreeSet<>(Set.of(1, 2)));
        equal(withNull, new LinkedHashSet<>(Arrays.asList(null, 1.0)));
    }

    @Test
    void mapsHaveNoOrder() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", List.of(1));
        one.put("a", null);
        Map<String, Object> other = new TreeMap<>();
        other.put("a", null);
        other.put("b", new double[] {1});
        equal(one, other);
        equal(Map.of(1, "x"), Map.of(1.0, "x"));
        equal(Map.of(1, "x"), new TreeMap<>(Map.of(1L, "x")));
        different(Map.of("a", 1), Map.of("a", 2));
        different(Map.of("a", 1), Map.of("b", 1));
        different(one, new HashMap<>(Map.of("a", 1, "b", 2)));
        different(new TreeMap<>(Map.of("a", 1)), Map.of(1, 1));
    }

    @Test
    void optionalsCountByTheirContent() {
        equal(Optional.of(4), Optional.of(4.0));
        equal(Optional.empty(), Optional.empty());
        different(Optional.of(4), 4);
        different(Optional.of(4), Optional.empty());
    }

    @Test
    void allElseCountsByItsOwnEquality() {
        equal(new Point(1, 2), new Point(1, 2.0));
        different(new Point(1, 2), new Point(1, 3));
        different(new Object(), new Object());
    }

    @Test
    void recordsCountComponentByComponent() {
        record Bag(Object content, int[] marks) {}
        equal(new Bag(4, new int[] {1}), new Bag(4.0, new int[] {1}));
        equal(new Bag(List.of(4), null), new Bag(new Object[] {4.0}, null));
        equal(new Bag(new Bag(1, null), null), new Bag(new Bag(1L, null), null));
        different(new Bag(4, new int[] {1}), new Bag(4, new int[] {2}));
        different(new Bag(4, null), new Bag("4", null));
        record Other(Object content, int[] marks) {}
        different(new Bag(4, null), new Other(4, null));
        equal(Set.of(new Bag(4, null)), Set.of(new Bag(4.0, null)));
        equal(Map.of(new Bag(4, null), 1), Map.of(new Bag(4.0, null), 1));
    }

    @Test
    void recordsWithAnEqualityOfTheirOwnKeepIt() {
        record Loose(String text) {
            @Override
            public boolean equals(Object other) {
                return other instanceof Loose(String that) && text.equalsIgnoreCase(that);
            }

            @Override
            public int hashCode() {
                return 1;
            }
        }
        equal(new Loose("a"), new Loose("A"));
        different(new Loose("a"), new Loose("b"));
        equal(Set.of(List.of(new Loose("a"), 1)), Set.of(List.of(new Loose("A"), 1.0)));
    }

    @Test
    void recordsThatContainThemselvesAreCompared() {
        record Node(String name, List<Object> next) {}
        Node a = new Node("a", new ArrayList<>());
        a.next().add(a);
        Node b = new Node("a", new ArrayList<>());
        b.next().add(b);
        Node c = new Node("c", new ArrayList<>());
        c.next().add(c);
        equal(a, b);
        different(a, c);
    }

    @Test
    void entriesCountByKeyAndValue() {
        equal(Map.entry("a", 1), Map.entry("a", 1.0));
        equal(List.of(Map.entry(1, List.of(2))), List.of(Map.entry(1.0, new int[] {2})));
        different(Map.entry("a", 1), Map.entry("b", 1));
    }

    @Test
    void pointsInTimeCountWhateverTheirZone() {
        Instant noon = Instant.parse("2026-01-02T12:00:00Z");
        equal(noon, noon.atOffset(ZoneOffset.ofHours(5)));
        equal(noon.atZone(ZoneId.of("Asia/Kathmandu")), noon.atOffset(ZoneOffset.UTC));
        equal(Set.of(noon), Set.of(noon.atZone(ZoneId.of("Europe/Paris"))));
        different(noon, noon.plusNanos(1));
        different(noon, LocalDateTime.of(2026, 1, 2, 12, 0));
        different(LocalDate.of(2026, 1, 2), "2026-01-02");
        equal(LocalDate.of(2026, 1, 2), LocalDate.parse("2026-01-02"));
        equal(Duration.ofMinutes(60), Duration.ofHours(1));
    }

    /// Without a look-up by hash these take hours.
    @Test
    void largeSetsAndMapsOfOtherTypesAreCompared() {
        Set<Object> a = new HashSet<>();
        Set<Object> b = new HashSet<>();
        Map<Object, Object> c = new HashMap<>();
        Map<Object, Object> d = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            a.add(List.of(i, "x"));
            b.add(List.of((double) i, "x"));
            c.put(new Point(i, i), i);
            d.put(new Point(i, i), (double) i);
            c.put((long) i, i);
            d.put(new BigDecimal(i + ".0"), i);
        }
        equal(a, b);
        equal(c, d);
        b.remove(List.of(7.0, "x"));
        b.add(List.of(-7.0, "x"));
        different(a, b);
    }

    @Test
    void whatIsEqualHasOneHash() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            Object a = any(random, 3);
            Object b = any(random, 3);
            if (Equality.equal(a, b)) {
                assertThat(ValueHash.of(a)).as("%s and %s", a, b).isEqualTo(ValueHash.of(b));
            }
        }
    }

    @Test
    void whatContainsItselfIsCompared() {
        List<Object> a = new ArrayList<>(List.of(1));
        a.add(a);
        List<Object> b = new ArrayList<>(List.of(1.0));
        b.add(b);
        List<Object> c = new ArrayList<>(List.of(2));
        c.add(c);
        equal(a, b);
        different(a, c);
        Object[] array = new Object[1];
        array[0] = array;
        different(array, a);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Map<String, Object> other = new HashMap<>();
        other.put("self", other);
        equal(map, other);
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        Object a = "x";
        Object b = "x";
        for (int i = 0; i < 200; i++) {
            a = Collections.singletonList(a);
            b = new Object[] {b};
        }
        equal(a, b);
        Object deeper = Collections.singletonList(a);
        Object other = new Object[] {b};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Equality.equal(deeper, other))
                .withMessage("the values are nested more than 200 deep and cannot be compared");
    }

    @Test
    void largeSetsAndMapsAreCompared() {
        Set<Integer> a = new HashSet<>();
        Set<Integer> b = new LinkedHashSet<>();
        Map<String, Integer> c = new HashMap<>();
        Map<String, Long> d = new TreeMap<>();
        for (int i = 0; i < 200_000; i++) {
            a.add(i);
            b.add(199_999 - i);
            c.put("k" + i, i);
            d.put("k" + i, (long) i);
        }
        equal(a, b);
        equal(c, d);
    }

    @Test
    void equalityIsTheSameFromBothSides() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            Object a = any(random, 3);
            Object b = any(random, 3);
            assertThat(Equality.equal(a, b)).isEqualTo(Equality.equal(b, a));
            assertThat(Equality.equal(a, a)).isTrue();
        }
    }

    private static Object any(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 8)) {
            case 0 -> random.nextInt(3);
            case 1 -> (double) random.nextInt(3);
            case 2 -> "t" + random.nextInt(2);
            case 3 -> BigDecimal.valueOf(random.nextInt(3));
            case 4 -> List.of(any(random, depth - 1));
            case 5 -> new Object[] {any(random, depth - 1)};
            case 6 -> new HashSet<>(Set.of(any(random, depth - 1)));
            default -> Map.of("k", any(random, depth - 1));
        };
    }
}
