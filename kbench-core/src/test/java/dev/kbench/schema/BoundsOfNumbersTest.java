package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/// Numbers whose arithmetic would take much more time or memory than their text has characters.
class BoundsOfNumbersTest {
    private static final Schema<BigInteger> INTEGER = Schema.of(BigInteger.class);
    private static final Schema<BigDecimal> DECIMAL = Schema.of(BigDecimal.class);
    private static final Schema<Map<Integer, String>> NAMED =
            Schema.of(new TypeRef<Map<Integer, String>>() {});
    private static final Schema<Fields> RAW =
            Schema.json(
                    """
                    {"type": "object", "properties": {
                      "whole": {"type": "integer"},
                      "once": {"type": "array", "uniqueItems": true},
                      "one": {"enum": [{"a": 1}]}}}\
                    """);

    private static void refused(Schema<?> schema, String answer, String why) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> schema.read(answer))
                .satisfies(e -> assertThat(e.why()).isEqualTo(why));
    }

    @Test
    void areReadUpToTheLongest() {
        String longest = "7".repeat(4_300);
        assertThat(INTEGER.read(longest)).isEqualTo(new BigInteger(longest));
        assertThat(DECIMAL.read("0." + longest.substring(2)))
                .isEqualTo(new BigDecimal("0." + longest.substring(2)));
        refused(INTEGER, longest + 7, "the answer is a number of more than 4300 characters");
        refused(DECIMAL, longest + ".7", "the answer is a number of more than 4300 characters");
    }

    @Test
    void areNotMadeLongByAnExponent() {
        assertThat(INTEGER.read("1e300")).isEqualTo(BigInteger.TEN.pow(300));
        assertThat(DECIMAL.read("1e9999")).isEqualTo(new BigDecimal("1e9999"));
        refused(
                INTEGER,
                "1e9999",
                "the answer has more than 400 digits, not all of which stand there");
        refused(
                Schema.of(new TypeRef<List<BigInteger>>() {}),
                "[1e500]",
                "$[0] has more than 400 digits, not all of which stand there, got 1e500");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"whole\": 1e9999999999} | $.whole is not a number alone, got 1e9999999999",
                "{\"whole\": 1e-99999} | $.whole is not a number alone, got 1e-99999",
                "{\"other\": 1e99999} | $.other is not a number alone, got 1e99999",
                "{\"other\": {\"in\": [NaN]}} | $.other.in[0] is not a number alone, got NaN",
                "{\"once\": [1e99999]} | $.once[0] is not a number alone, got 1e99999",
                "{\"one\": {\"a\": 1e99999}} | $.one must be one of {\"a\":1}, got an object",
            })
    void areHeldToThemInWrittenSchemas(String answer, String why) {
        refused(RAW, answer, why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "other", "once"})
    void ofAMegabyteAreNone(String field) {
        String digits = "1".repeat(1 << 20);
        String value = field.equals("once") ? "[" + digits + "]" : digits;
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> RAW.read("{\"%s\": %s}".formatted(field, value)))
                .satisfies(e -> assertThat(e.why()).contains("is a number of more than 4300 char"));
    }

    @Test
    void areWholeWhereTheirFractionIsZero() {
        assertThat(RAW.read("{\"whole\": 10e-1}").number("whole")).isEqualTo(1.0);
        assertThat(RAW.read("{\"whole\": 2.00}").number("whole")).isEqualTo(2.0);
        refused(RAW, "{\"whole\": 0.50}", "$.whole must be of type integer, got 0.50");
        refused(RAW, "{\"whole\": 1e-9999}", "$.whole must be of type integer, got 1e-9999");
    }

    @Test
    void areNoNamesWhereTheyMayBeTwo() {
        assertThat(NAMED.read("{\"1\": \"a\", \"2.0\": \"b\", \"1e1\": \"c\"}"))
                .isEqualTo(Map.of(1, "a", 2, "b", 10, "c"));
        refused(NAMED, "{\"1.000\": \"a\"}", "$[\"1.000\"] may be 1 or 1000, got \"1.000\"");
        refused(NAMED, "{\"5 km\": \"a\"}", "$[\"5 km\"] is not a number alone, got \"5 km\"");
        refused(NAMED, "{\"1\": \"a\", \"01\": \"b\"}", "$.01 is there twice");
    }
}
