package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;

class CanonicalJsonTest {
    record Point(int x, double y) {}

    record Wrong(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }
    }

    enum Colour {
        RED
    }

    @Nested
    class Values {
        @Test
        void plainOnesAreJson() {
            assertThat(CanonicalJson.of(null)).isEqualTo("null");
            assertThat(CanonicalJson.of(true)).isEqualTo("true");
            assertThat(CanonicalJson.of("a")).isEqualTo("\"a\"");
            assertThat(CanonicalJson.of('a')).isEqualTo("\"a\"");
            assertThat(CanonicalJson.of(new StringBuilder("ab"))).isEqualTo("\"ab\"");
            assertThat(CanonicalJson.of(Colour.RED)).isEqualTo("\"RED\"");
            assertThat(CanonicalJson.of(List.of(1, "x"))).isEqualTo("[1,\"x\"]");
            assertThat(CanonicalJson.of(new int[] {1, 2})).isEqualTo("[1,2]");
            assertThat(CanonicalJson.of(new Object[] {null, List.of()})).isEqualTo("[null,[]]");
            assertThat(CanonicalJson.of(Optional.of(1))).isEqualTo("1");
            assertThat(CanonicalJson.of(Optional.empty())).isEqualTo("null");
            assertThat(CanonicalJson.of(Params.of("a", 1))).isEqualTo("{\"a\":1}");
            assertThat(CanonicalJson.of(new Point(1, 2.50))).isEqualTo("{\"x\":1,\"y\":2.5}");
        }

        @Test
        void datesAddressesAndPathsAreTheirText() {
            assertThat(CanonicalJson.of(LocalDate.of(2026, 2, 3))).isEqualTo("\"2026-02-03\"");
            assertThat(CanonicalJson.of(Duration.ofSeconds(90))).isEqualTo("\"PT1M30S\"");
            assertThat(CanonicalJson.of(URI.create("https://example.org/a")))
                    .isEqualTo("\"https://example.org/a\"");
            assertThat(CanonicalJson.of(new UUID(1, 2)))
                    .isEqualTo("\"00000000-0000-0001-0000-000000000002\"");
            assertThat(CanonicalJson.of(Path.of("a"))).isEqualTo("\"a\"");
        }

        @Test
        void aLargeValueIsItsDigest() {
            Digestible large = () -> "ab".repeat(32);

            assertThat(CanonicalJson.of(Map.of("table", large)))
                    .isEqualTo("{\"table\":\"sha256:" + "ab".repeat(32) + "\"}");
        }
    }

    @Nested
    class Numbers {
        @Test
        void countByValueWhateverTheirType() {
            for (Number four :
                    List.of(
                            4,
                            4L,
                            (short) 4,
                            (byte) 4,
                            4.0,
                            4f,
                            new AtomicLong(4),
                            BigInteger.valueOf(4),
                            new BigDecimal("4.000"))) {
                assertThat(CanonicalJson.of(four))
                        .as(four.getClass().getSimpleName())
                        .isEqualTo("4");
            }
        }

        @Test
        void keepAllTheirDigits() {
            assertThat(CanonicalJson.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
            assertThat(CanonicalJson.of(0.1)).isEqualTo("0.1");
            assertThat(CanonicalJson.of(0.1f)).isEqualTo("0.1");
            assertThat(CanonicalJson.of(-0.0)).isEqualTo("0");
            assertThat(CanonicalJson.of(1e22)).isEqualTo("10000000000000000000000");
            assertThat(CanonicalJson.of(Double.MIN_VALUE)).isEqualTo("4.9E-324");
            assertThat(CanonicalJson.of(new BigDecimal("0.10000000000000000000000000001")))
                    .isEqualTo("0.10000000000000000000000000001");
        }

        @Test
        void largeOnesOfEveryTypeHaveOneText() {
            assertThat(CanonicalJson.of(1e50)).isEqualTo("1E+50");
            assertThat(CanonicalJson.of(BigInteger.TEN.pow(50))).isEqualTo("1E+50");
            assertThat(CanonicalJson.of(new BigDecimal("1e50"))).isEqualTo("1E+50");
            assertThat(CanonicalJson.of(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)))
                    .isEqualTo("1E+2147483648");
        }

        @Test
        void thatJsonCannotHoldAreText() {
            assertThat(CanonicalJson.of(Double.NaN)).isEqualTo("\"NaN\"");
            assertThat(CanonicalJson.of(Float.NEGATIVE_INFINITY)).isEqualTo("\"-Infinity\"");
        }

        @Test
        void ofATypeWhoseValueIsNotKnownExactlyAreRefused() {
            DoubleAdder half = new DoubleAdder();
            half.add(0.5);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(Map.of("a", List.of(1, half))))
                    .withMessage(
                            "a java.util.concurrent.atomic.DoubleAdder at $.a[1] has no canonical"
                                + " form; use text, numbers, booleans, enums, dates, records, lists"
                                + " or maps");
        }
    }

    @Nested
    class Texts {
        @Test
        void escapeQuotesBackslashesAndControlCharacters() {
            assertThat(CanonicalJson.of("a\"b\\c\n\0\u001b[31m"))
                    .isEqualTo("\"a\\\"b\\\\c\\u000a\\u0000\\u001b[31m\"");
        }

        @Test
        void keepEveryOtherCharacter() {
            assertThat(CanonicalJson.of("\uFEFFé日本${x}\u202eא\u2028"))
                    .isEqualTo("\"\uFEFFé日本${x}\u202eא\u2028\"");
        }

        @Test
        void withLoneSurrogatesDiffer() {
            assertThat(CanonicalJson.of("\ud83d\ude00")).isEqualTo("\"\\ud83d\\ude00\"");
            assertThat(CanonicalJson.sha256("\ud83d"))
                    .isNotEqualTo(CanonicalJson.sha256("\ud83e"))
                    .isNotEqualTo(CanonicalJson.sha256("?"));
        }

        @Test
        void ofAMegabyteAreWritten() {
            assertThat(CanonicalJson.of("x".repeat(1 << 20))).hasSize((1 << 20) + 2);
        }
    }

    @Nested
    class Order {
        @Test
        void ofAMapDoesNotCount() {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("b", 1);
            one.put("a", 2);
            one.put("Ü", null);

            assertThat(CanonicalJson.of(one)).isEqualTo("{\"a\":2,\"b\":1,\"Ü\":null}");
        }

        @Test
        void ofASetDoesNotCount() {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                items.add(i % 2 == 0 ? i : "text " + i);
            }
            String expected = CanonicalJson.of(Set.copyOf(items));
            Random random = new Random(7);
            for (int i = 0; i < 20; i++) {
                Collections.shuffle(items, random);
                assertThat(CanonicalJson.of(new LinkedHashSet<>(items))).isEqualTo(expected);
            }
            assertThat(CanonicalJson.of(Set.of(3, 10, 2))).isEqualTo("[10,2,3]");
        }

        @Test
        void ofAListCounts() {
            assertThat(CanonicalJson.of(List.of(1, 2)))
                    .isNotEqualTo(CanonicalJson.of(List.of(2, 1)));
        }
    }

    @Nested
    class Refusals {
        @Test
        void nameTheTypeAndThePlace() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(Map.of("rows", List.of(1, new Object()))))
                    .withMessage(
                            "a java.lang.Object at $.rows[1] has no canonical form; use text,"
                                    + " numbers, booleans, enums, dates, records, lists or maps");
        }

        @Test
        void nameAKeyThatIsNoText() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(List.of(Map.of(1, "x"))))
                    .withMessage("a map at $[0] has the key 1; keys must be text");
            Map<String, String> withNull = new HashMap<>();
            withNull.put(null, "x");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(withNull))
                    .withMessage("a map at $ has the key null; keys must be text");
        }

        @Test
        void nameKeysThatReadAlike() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(Map.of(Colour.RED, 1, "RED", 2)))
                    .withMessage("a map at $ has two keys that read 'RED'");
        }

        @Test
        void tellWhyARecordCannotBeRead() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(List.of(new Wrong("x"))))
                    .withMessage(
                            "component 'name' of the dev.kbench.key.CanonicalJsonTest$Wrong at $[0]"
                                    + " cannot be read: java.lang.IllegalStateException: no name");
        }

        @Test
        void endAnEndlessValue() {
            List<Object> endless = new ArrayList<>();
            endless.add(endless);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CanonicalJson.of(endless))
                    .withMessage("nested more than 200 deep at $" + "[0]".repeat(40) + "…");
        }

        @Test
        void leaveTwoHundredLevelsAlone() {
            Object deep = "x";
            for (int i = 0; i < 200; i++) {
                deep = Arrays.asList(deep);
            }
            assertThat(CanonicalJson.of(deep)).hasSize(403);
        }
    }
}
