package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class DifferenceTest {
    record Person(String name, int age, List<String> tags) {}

    record Team(Person lead, Map<String, Object> facts, Optional<Person> deputy) {}

    private static final Person ANN = new Person("Ann", 4, List.of("a", "b"));

    private static String of(Object expected, Object actual) {
        assertThat(Equality.equal(expected, actual)).isFalse();
        return Difference.of(expected, actual);
    }

    @Nested
    class Scalars {
        @Test
        void thatAreShownDifferentlySayAllThemselves() {
            assertThat(of(4, 5)).isEmpty();
            assertThat(of("Ann", "Bob")).isEmpty();
            assertThat(of(null, 5)).isEmpty();
            assertThat(of(true, "x")).isEmpty();
            assertThat(of(4, List.of(4))).isEmpty();
        }

        @Test
        void thatAreShownAlikeAreToldApart() {
            assertThat(of(4, "4")).isEqualTo("expected 4, got \"4\"");
            assertThat(of("null", null)).isEqualTo("expected \"null\", got null");
            assertThat(of(List.of(1), Set.of(1))).isEqualTo("expected [1] (list), got [1] (set)");
            assertThat(of(Thread.State.NEW, Kind.NEW))
                    .isEqualTo(
                            "expected NEW (java.lang.Thread$State), got NEW"
                                    + " (dev.kbench.assertion.DifferenceTest$Scalars$Kind)");
            assertThat(of(new Silent(), new Silent()))
                    .isEqualTo(
                            "expected silent, got another"
                                    + " dev.kbench.assertion.DifferenceTest$Scalars$Silent that is"
                                    + " shown alike but is not equal to it");
        }

        @Test
        void ofManyDigitsAreShownAroundTheFirstDifference() {
            BigDecimal one = new BigDecimal("1." + "0".repeat(1_500) + "1");
            BigDecimal other = new BigDecimal("1." + "0".repeat(1_500) + "2");
            assertThat(of(one, other))
                    .isEqualTo(
                            "at character 1503: expected …\"%s1\", got …\"%s2\""
                                    .formatted("0".repeat(30), "0".repeat(30)));
        }

        @Test
        void thatAreNextToNothingApartGetAnAdvice() {
            assertThat(of(0.3, 0.1 + 0.2))
                    .isEqualTo(
                            "they are only 4E-17 apart: compare with a tolerance, as in"
                                    + " assertTrue(Math.abs(actual - expected) < 1e-9)");
            assertThat(of(0.3, 0.31)).isEmpty();
            assertThat(of(new BigDecimal("1e999999999"), 1)).isEmpty();
            assertThat(of(Double.NaN, 1)).isEmpty();
        }

        enum Kind {
            NEW
        }

        private static final class Silent {
            @Override
            public String toString() {
                return "silent";
            }
        }
    }

    @Nested
    class Texts {
        @Test
        void thatLookAlikeAreShownAsLiterals() {
            assertThat(of("Nile", "Nile "))
                    .isEqualTo(
                            "expected \"Nile\", got \"Nile \"\nthey differ only in white space at"
                                    + " the start or end");
            assertThat(of("a b", "a\u00a0b"))
                    .isEqualTo(
                            "expected \"a b\", got \"a\\u00a0b\"\nthey differ only in white"
                                    + " space");
            assertThat(of("A", "\u0410"))
                    .isEqualTo("expected \"A\", got \"\u0410\" (U+0041 and U+0410)");
            assertThat(of("x", "x\u200b"))
                    .isEqualTo(
                            "expected \"x\", got \"x\\u200b\"\nthey differ only in invisible"
                                    + " characters");
            assertThat(of("é", "e\u0301"))
                    .isEqualTo(
                            "expected \"é\", got \"e\u0301\" (U+00E9 and U+0065)\nthey differ only"
                                    + " in how letters are composed (Unicode normalization)");
            assertThat(of("\ud83d\ude00", "\ud83d\ude01"))
                    .isEqualTo("expected \"\ud83d\ude00\", got \"\ud83d\ude01\"");
            assertThat(of("\ud83d", "?")).isEqualTo("expected \"\\ud83d\", got \"?\"");
        }

        @Test
        void thatMeanTheSameSaySo() {
            assertThat(of("The Nile", "the nile")).isEqualTo("they differ only in case");
            assertThat(of("It's", "It’s"))
                    .isEqualTo(
                            "expected \"It's\", got \"It’s\"\nthey differ only in quotation marks,"
                                    + " dashes or dots");
            assertThat(of("a  B", "A b ")).isEqualTo("they differ only in white space and case");
            assertThat(of("a\r\nb", "a\nb"))
                    .isEqualTo(
                            "line 1: expected \"a\\r\", got \"a\"\nthey differ only in line ends"
                                    + " (\\r\\n and \\n)");
            assertThat(of("ﬁne", "fine"))
                    .isEqualTo(
                            "expected \"ﬁne\", got \"fine\" (U+FB01 and U+0066)\nthey differ only"
                                    + " in forms of characters, such as full width or ligatures");
        }

        @Test
        void thatAreLongAreShownAroundTheFirstDifference() {
            String head = "x".repeat(1_000);
            assertThat(of(head + "lazy dog" + head, head + "hazy dog" + head))
                    .isEqualTo(
                            "at character 1001: expected …\"%1$slazy dog%2$s\"…, got …\"%1$shazy"
                                            .formatted("x".repeat(30), "x".repeat(32))
                                    + " dog%s\"…".formatted("x".repeat(32)));
            assertThat(of(head, head + "y"))
                    .isEqualTo(
                            "at character 1001: expected …\"%1$s\", got …\"%1$sy\"; lengths 1000 and"
                                            .formatted("x".repeat(30))
                                    + " 1001");
            assertThat(of("x", head))
                    .isEqualTo(
                            "at character 2: expected \"x\", got \"%s\"…; lengths 1 and 1000"
                                    .formatted("x".repeat(41)));
        }

        @Test
        void areNotCutInsideACharacter() {
            String head = "\ud83d\ude00".repeat(50);
            assertThat(of(head + "\ud83d\ude00", head + "\ud83d\ude01"))
                    .isEqualTo(
                            "at character 101: expected …\"%1$s\ud83d\ude00\", got"
                                            .formatted("\ud83d\ude00".repeat(15))
                                    + " …\"%1$s\ud83d\ude01\""
                                            .formatted("\ud83d\ude00".repeat(15)));
        }

        @Test
        void ofSeveralLinesAreComparedLineByLine() {
            assertThat(of("a\nb\nc\nd", "a\nB\nc\nd"))
                    .isEqualTo("line 2: expected \"b\", got \"B\"\nthey differ only in case");
            assertThat(of("a\nb\nc\nd", "a\nc\nd\ne"))
                    .isEqualTo("line 2 is missing: \"b\"\nline 4 is unexpected: \"e\"");
            assertThat(of("a\nb\nc", "x\na\nb\nC"))
                    .isEqualTo("line 1 is unexpected: \"x\"\nline 3→4: expected \"c\", got \"C\"");
            assertThat(of("a\n", "a"))
                    .isEqualTo(
                            "expected \"a\\n"
                                    + "\", got \"a\"\n"
                                    + "they differ only in white space at the start or end");
        }

        @Test
        void ofManyDifferentLinesAreCounted() {
            String one =
                    IntStream.range(0, 50).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
            String other =
                    IntStream.range(0, 50).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
            List<String> lines = of(one, other).lines().toList();
            assertThat(lines)
                    .hasSize(11)
                    .startsWith("line 1: expected \"a0\", got \"b0\"")
                    .endsWith("… and 40 more");
        }
    }

    @Nested
    class Records {
        @Test
        void areComparedComponentByComponent() {
            assertThat(of(ANN, new Person("Anna", 5, List.of("a", "b", "c"))))
                    .isEqualTo(
                            """
                            .name: expected "Ann", got "Anna"
                            .age: expected 4, got 5
                            .tags: unexpected [2] = "c"\
                            """);
        }

        @Test
        void areLookedInto() {
            Team one = new Team(ANN, Map.of("n", List.of(1, 2)), Optional.of(ANN));
            Team other =
                    new Team(
                            ANN,
                            Map.of("n", List.of(1, 3)),
                            Optional.of(new Person("Ann", 4, List.of())));
            assertThat(of(one, other))
                    .isEqualTo(
                            """
                            .facts["n"][1]: expected 2, got 3
                            .deputy.get().tags: missing [0] = "a"
                            .deputy.get().tags: missing [1] = "b"\
                            """);
            assertThat(of(one, new Team(ANN, one.facts(), Optional.empty())))
                    .isEqualTo(
                            ".deputy: expected Optional[Person[name=\"Ann\", age=4, tags=[\"a\","
                                    + " \"b\"]]], got Optional.empty");
            assertThat(of(one, new Team(null, one.facts(), one.deputy())))
                    .isEqualTo(
                            ".lead: expected Person[name=\"Ann\", age=4, tags=[\"a\", \"b\"]], got"
                                    + " null");
        }

        @Test
        void ofAnotherTypeAreNot() {
            record Person(String name) {}
            assertThat(of(new Person("Ann"), ANN)).isEmpty();
        }

        @Test
        void whoseAccessorThrowsAreTold() {
            record Angry(int n) {
                @Override
                public int n() {
                    throw new IllegalStateException("no");
                }
            }
            assertThat(Difference.of(new Angry(1), new Angry(2)))
                    .isEqualTo("the difference cannot be shown: java.lang.IllegalStateException");
        }
    }

    @Nested
    class Maps {
        @Test
        void areComparedKeyByKey() {
            Map<Object, Object> one = new LinkedHashMap<>();
            one.put("a", 1);
            one.put("b", "x");
            one.put(3, null);
            Map<Object, Object> other = new TreeMap<>(Map.of("a", 1.0, "b", "y", "c", List.of()));
            assertThat(of(one, other))
                    .isEqualTo(
                            """
                            ["b"]: expected "x", got "y"
                            missing [3] = null
                            unexpected ["c"] = []\
                            """);
        }

        @Test
        void findTheirKeysByValue() {
            assertThat(of(Map.of(1, "x"), Map.of(1.0, "y")))
                    .isEqualTo("[1]: expected \"x\", got \"y\"");
        }

        @Test
        void withHostileKeysAreShownSafely() {
            assertThat(of(Map.of("\u001b[31m\"\n", 1), Map.of("\u001b[31m\"\n", 2)))
                    .isEqualTo("[\"\\u001b[31m\\\"\\n\"]: expected 1, got 2");
            assertThat(of(Map.of("k".repeat(1_000), 1), Map.of("k".repeat(1_000), 2)))
                    .isEqualTo("[\"%s\"…]: expected 1, got 2".formatted("k".repeat(50)));
        }
    }

    @Nested
    class Sequences {
        @Test
        void areAligned() {
            assertThat(of(List.of("a", "b", "c", "d"), List.of("x", "a", "c", "e")))
                    .isEqualTo(
                            """
                            unexpected [0] = "x"
                            missing [1] = "b"
                            [3]: expected "d", got "e"\
                            """);
            assertThat(of(new int[] {1, 2, 3}, List.of(1, 3))).isEqualTo("missing [1] = 2");
            assertThat(of(List.of(), new Object[] {null})).isEqualTo("unexpected [0] = null");
        }

        @Test
        void areLookedIntoWhereAnElementChanged() {
            Person bob = new Person("Bob", 5, List.of());
            assertThat(
                            of(
                                    List.of(ANN, bob),
                                    new LinkedList<>(
                                            Arrays.asList(
                                                    null, ANN, new Person("Bob", 6, List.of())))))
                    .isEqualTo(
                            """
                            unexpected [0] = null
                            [1→2].age: expected 5, got 6\
                            """);
        }

        @Test
        void inAnotherOrderSaySo() {
            assertThat(of(List.of(1, 2, 3), List.of(1, 3.0, 2)))
                    .isEqualTo(
                            """
                            the same elements in another order
                            missing [1] = 2
                            unexpected [2] = 2\
                            """);
        }

        @Test
        void ofManyDifferencesAreCounted() {
            List<Integer> one = IntStream.range(0, 200_000).boxed().toList();
            List<Integer> other = IntStream.range(1, 200_001).map(i -> -i).boxed().toList();
            List<String> lines = of(one, other).lines().toList();
            assertThat(lines).hasSize(11);
            assertThat(lines.getFirst()).isEqualTo("[0]: expected 0, got -1");
            assertThat(lines.getLast()).isEqualTo("… and at least 990 more");
        }
    }

    @Nested
    class Sets {
        @Test
        void tellWhatIsMissingAndUnexpected() {
            assertThat(
                            of(
                                    new TreeSet<>(Set.of("a", "b", "c")),
                                    new LinkedHashSet<>(List.of("c", "x", 4))))
                    .isEqualTo(
                            """
                            missing "a"
                            missing "b"
                            unexpected "x"
                            unexpected 4\
                            """);
        }
    }

    @Nested
    class Structures {
        @Test
        void thatContainThemselvesComeToAnEnd() {
            List<Object> a = new ArrayList<>(List.of(1));
            a.add(a);
            List<Object> b = new ArrayList<>(List.of(2));
            b.add(b);
            assertThat(of(a, b)).startsWith("[0]: expected 1, got 2\n[1]: expected [1, […]]");
            Map<String, Object> map = new HashMap<>();
            map.put("self", map);
            map.put("n", 1);
            Map<String, Object> other = new HashMap<>();
            other.put("self", other);
            other.put("n", 2);
            assertThat(of(map, other)).contains("[\"n\"]: expected 1, got 2");
        }

        @Test
        void thatAreDeepHaveTheEndOfTheirPath() {
            Object a = 1;
            Object b = 2;
            for (int i = 0; i < 100; i++) {
                a = Collections.singletonList(a);
                b = Collections.singletonList(b);
            }
            assertThat(of(a, b)).isEqualTo("…%s: expected 1, got 2".formatted("[0]".repeat(50)));
        }

        @Test
        void neverMakeALongText() {
            Random random = new Random(7);
            for (int i = 0; i < 1_000; i++) {
                Object a = any(random, 3);
                Object b = any(random, 3);
                String text = Difference.of(a, b);
                assertThat(text.length()).isLessThan(6_000);
                assertThat(text.lines().count()).isLessThan(13);
                if (!Equality.equal(a, b) && Shown.of(a).equals(Shown.of(b))) {
                    assertThat(text).isNotEmpty();
                }
            }
        }

        private static Object any(Random random, int depth) {
            return switch (random.nextInt(depth == 0 ? 5 : 10)) {
                case 0 -> random.nextInt(3);
                case 1 -> "\u001b\ud800\u202e\n ".repeat(random.nextInt(200));
                case 2 -> "line %d\n".formatted(random.nextInt(3)).repeat(random.nextInt(50));
                case 3 -> random.nextInt(3) + "";
                case 4 -> random.nextInt(3) * 1.0;
                case 5 -> new Person("n" + random.nextInt(2), random.nextInt(2), List.of());
                case 6 -> new LinkedHashSet<>(list(random, depth));
                case 7 -> Optional.of(any(random, depth - 1));
                case 8 ->
                        list(random, depth).stream()
                                .distinct()
                                .collect(Collectors.toMap(k -> k, k -> "v" + random.nextInt(2)));
                default -> list(random, depth);
            };
        }

        private static List<Object> list(Random random, int depth) {
            return Stream.generate(() -> any(random, depth - 1)).limit(random.nextInt(30)).toList();
        }
    }

    @Test
    void aValueWhoseTextThrowsIsTold() {
        Object broken =
                new Object() {
                    @Override
                    public String toString() {
                        throw new IllegalStateException("broken");
                    }
                };
        assertThat(of(List.of(1), Arrays.asList(1, broken)))
                .startsWith(
                        "unexpected [1] = a dev.kbench.assertion.DifferenceTest$1 whose toString"
                                + " throws");
    }
}
