package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.Random;

class PrimitivesTest {
    private static final Schema<Integer> INT = Schema.of(int.class);
    private static final Schema<Long> LONG = Schema.of(long.class);
    private static final Schema<Double> DOUBLE = Schema.of(double.class);
    private static final Schema<Float> FLOAT = Schema.of(float.class);
    private static final Schema<Boolean> BOOLEAN = Schema.of(boolean.class);

    private static void refused(Schema<?> schema, String answer, String message) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .as(answer.length() > 200 ? answer.substring(0, 200) : answer)
                .isThrownBy(() -> schema.read(answer))
                .withMessage(message)
                .satisfies(e -> assertThat(e.answer()).isEqualTo(answer));
    }

    private static void refused(Schema<?> schema, String answer) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .as(answer)
                .isThrownBy(() -> schema.read(answer));
    }

    @Nested
    class WhereTheValueStands {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "5",
                    "+5",
                    " \n5\t\r\n",
                    "\"5\"",
                    "\" 5 \"",
                    "005",
                    "{\"value\": 5}",
                    "{\"value\":5.0}",
                    "{\"value\": \"5\"}",
                    "{\"value\": \" 5 \"}",
                    "  {\n  \"value\" : 5\n}\n",
                    "{\"val\\u0075e\": 5}",
                    "```json\n{\"value\": 5}\n```",
                    "```JSON\r\n{\"value\": 5}\r\n```",
                    "```\n5\n```",
                    "```5```",
                    "```json{\"value\": 5}```",
                    "```json {\"value\": 5}```",
                    "```text  \n5```",
                    "5e0",
                    "50e-1"
                })
        void alone(String answer) {
            assertThat(INT.read(answer)).isEqualTo(5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "The answer is not 5",
                    "The wrong answer is 5",
                    "The answer is 5 or so",
                    "The answer is 5. Or 6.",
                    "Is the answer 5?",
                    "Answer: 5?",
                    "Answer: 5/6",
                    "It is 5",
                    "about 5",
                    "5!",
                    "5..",
                    "**5",
                    "**5** or **6**",
                    "\\boxed{5",
                    "\\boxed{5}{6}",
                    "= 5",
                    "5 apples",
                    "5%",
                    "$5k",
                    "$5 million",
                    "$1,000",
                    "-$5",
                    "US$5",
                    "5 6",
                    "5\n6",
                    "5, 6",
                    "5 or 6",
                    "[5]",
                    "five",
                    "(5)",
                    "5-6",
                    "--5",
                    "+-5",
                    "``5``6",
                    "5\0",
                    "\uFEFF5",
                    "\u200b5",
                    "\u001b[1m5\u001b[0m",
                    "${5}",
                    "\ud800"
                })
        void notInsideOtherWords(String answer) {
            refused(INT, answer);
            refused(DOUBLE, answer);
        }

        @ParameterizedTest
        @ValueSource(strings = {"5\"", "\"5", "\"\"5\"\"", "\"5\" \"6\""})
        void notBehindHalfAQuote(String answer) {
            refused(INT, answer);
        }

        @Test
        void notWhereNothingStands() {
            for (String answer :
                    List.of("", " \n ", "\"\"", "{\"value\": \"\"}", "```\n```", "``````")) {
                assertThatExceptionOfType(UnparsableAnswerException.class)
                        .as(answer)
                        .isThrownBy(() -> INT.read(answer))
                        .withMessageStartingWith(
                                "expected a whole number, but the answer is empty: ");
            }
            refused(INT, "", "expected a whole number, but the answer is empty: \"\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Sure: ```json\n5\n```",
                    "```\n5\n``` done",
                    "Sure: {\"value\": 5} is it.",
                    "{\"value\": 5}}",
                    "{\"value\": 5,}",
                    "{'value': 5}",
                    "{value: 5}",
                    "{\"value\": +5}",
                    "{\"value\": \"5\n\"}",
                    "{\"value\": 5} or {\"value\": 5.0}",
                    "<think>{\"value\": 6}?</think>{\"value\": 5}",
                    "{\"value\": 5 km}",
                    "5 kg",
                    "'5'",
                    "“5”"
                })
        void inWhatCanBeMeantInOneWayOnly(String answer) {
            Reading<Integer> reading = INT.reading(answer);

            assertThat(reading.value()).isEqualTo(5);
            assertThat(reading.repairs()).isNotEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "```\n5\n``` or ```\n6\n```",
                    "```\n5",
                    "5```",
                    "{\"value\": \"```5```\"}",
                    "{\"value\": 5} {\"value\": 6}",
                    "{\"value\": 5} {\"value\": \"six\"}",
                    "{\"value\": 5} ```\n6\n```"
                })
        void notWhereItMayBeAnother(String answer) {
            refused(INT, answer);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "{ | there is not one value alone in the answer",
                    "{\"value\": 5 | the JSON breaks off",
                    "{\"value\": 05} | the JSON has a number that is none",
                    "{\"value\": 5 {\"value\": 5} | the JSON has a number that does not end",
                    "{\"value\": five} | the JSON has a word that stands for no value",
                    "{\"value\": NaN} | the answer is not a number alone",
                    "{\"value\": -Infinity} | the answer is not a number alone",
                    "{\"value\": null} | the answer is not a number alone",
                    "{\"value\": [5]} | the answer is not a number alone",
                    "{\"value\": {\"value\": 5}} | the answer must have the field \"value\" alone",
                    "{} | the answer must have the field \"value\" alone",
                    "{\"wrong answer\": 5} | the answer must have the field \"value\" alone",
                    "{\"Value\": 5, \"value\": 5} | the answer must have the field \"value\" alone",
                    "{\"value\": 5, \"unit\": \"km\"} | the answer must have the field \"value\""
                            + " alone",
                    "{\"value\": 5, \"x\": 1} | the answer must have the field \"value\" alone",
                    "{\"x\": 1, \"value\": 5} | the answer must have the field \"value\" alone",
                    "{\"value\": 5, \"value\": 6} | the answer must have the field \"value\" alone"
                })
        void notInOtherJson(String answer, String why) {
            refused(DOUBLE, answer, "expected a number, but %s: \"%s\"".formatted(why, answer));
        }

        @Test
        void notInAMegabyteOfAnything() {
            int size = 1 << 20;
            for (String answer :
                    List.of(
                            "x".repeat(size),
                            "5".repeat(size),
                            "`".repeat(size),
                            "{".repeat(size),
                            "{\"value\":" + "[".repeat(size),
                            "\"".repeat(size),
                            "```" + " ".repeat(size) + "x",
                            "```" + "a".repeat(size),
                            "{\"value\": \"" + "5".repeat(size) + "\"}",
                            "{\"value\": " + "5".repeat(size) + "}")) {
                refused(INT, answer);
                refused(BOOLEAN, answer);
            }
            assertThat(INT.read(" ".repeat(size) + 5 + "\n".repeat(size))).isEqualTo(5);
        }
    }

    @Nested
    class WholeNumbers {
        @Test
        void thatMayBeThousandsAreNone() {
            refused(
                    INT,
                    "12.000 €",
                    "expected a whole number, but the answer may be 12 or 12000: \"12.000 €\"");
            refused(INT, "{\"value\": \"-1.000\"}");
            refused(
                    INT,
                    "1.000",
                    "expected a whole number, but the answer may be 1 or 1000: \"1.000\"");
            refused(INT, "5.000");
            assertThat(INT.read("{\"value\": 5.000}")).isEqualTo(5);
            assertThat(DOUBLE.read("1.000")).isEqualTo(1.0);
            assertThat(INT.read("12.00 €")).isEqualTo(12);
        }

        @Test
        void fitTheirType() {
            assertThat(INT.read("2147483647")).isEqualTo(Integer.MAX_VALUE);
            assertThat(INT.read("-2147483648")).isEqualTo(Integer.MIN_VALUE);
            assertThat(LONG.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
            assertThat(LONG.read("-9223372036854775808")).isEqualTo(Long.MIN_VALUE);
            refused(
                    INT,
                    "2147483648",
                    "expected a whole number, but the answer does not fit into an int:"
                            + " \"2147483648\"");
            refused(
                    LONG,
                    "9223372036854775808",
                    "expected a whole number, but the answer does not fit into a long:"
                            + " \"9223372036854775808\"");
            refused(
                    INT,
                    "1e9999",
                    "expected a whole number, but the answer does not fit into an int: \"1e9999\"");
        }

        @Test
        void haveNoFraction() {
            assertThat(INT.read("{\"value\": 5.0}")).isEqualTo(5);
            assertThat(INT.read("1e3")).isEqualTo(1000);
            refused(INT, "5.5", "expected a whole number, but the answer is not whole: \"5.5\"");
            refused(
                    LONG,
                    "{\"value\": 1e-9}",
                    "expected a whole number, but the answer is not whole: \"{\"value\": 1e-9}\"");
        }

        @Test
        void areZeroWithoutASign() {
            for (String zero : List.of("0", "-0", "+0", "0.0", "-0.0", "0e9999", "0e-9999")) {
                assertThat(INT.read(zero)).as(zero).isZero();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1,000",
                    "1.000,5",
                    "1 000",
                    "1_000",
                    "1'000",
                    "0x10",
                    "1L",
                    "５",
                    "٥",
                    "५",
                    "½",
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "∞",
                    "true",
                    "{\"value\": true}",
                    "null",
                    "e5",
                    ".",
                    "-"
                })
        void areWrittenPlainly(String answer) {
            refused(
                    INT,
                    answer,
                    "expected a whole number, but the answer is not a number alone: \""
                            + answer
                            + "\"");
        }

        @Test
        void comeBackAsTheyWere() {
            Random random = new Random(1);
            for (int i = 0; i < 2_000; i++) {
                int small = random.nextInt() >> random.nextInt(32);
                long large = random.nextLong() >> random.nextInt(64);
                assertThat(INT.read(wrap(random, String.valueOf(small)))).isEqualTo(small);
                assertThat(LONG.read(wrap(random, String.valueOf(large)))).isEqualTo(large);
            }
        }
    }

    @Nested
    class Decimals {
        @Test
        void areReadToTheNearest() {
            assertThat(DOUBLE.read("0.1")).isEqualTo(0.1);
            assertThat(DOUBLE.read(".5")).isEqualTo(0.5);
            assertThat(DOUBLE.read("{\"value\": \"1e3\"}")).isEqualTo(1000.0);
            assertThat(DOUBLE.read("{\"value\": 1}")).isEqualTo(1.0);
            assertThat(DOUBLE.read("1e-400")).isZero();
            assertThat(FLOAT.read("16777217")).isEqualTo(16777216f);
            assertThat(DOUBLE.read("1.7976931348623157e308")).isEqualTo(Double.MAX_VALUE);
        }

        @Test
        void keepTheSignOfZero() {
            for (String zero : List.of("-0", "-0.0", "{\"value\": -0.0}", "{\"value\": -0}")) {
                assertThat(Double.doubleToRawLongBits(DOUBLE.read(zero)))
                        .as(zero)
                        .isEqualTo(Double.doubleToRawLongBits(-0.0));
                assertThat(Float.floatToRawIntBits(FLOAT.read(zero)))
                        .isEqualTo(Float.floatToRawIntBits(-0f));
            }
        }

        @Test
        void areFinite() {
            refused(
                    DOUBLE,
                    "1e309",
                    "expected a number, but the answer does not fit into a double: \"1e309\"");
            refused(
                    DOUBLE,
                    "-1e309",
                    "expected a number, but the answer does not fit into a double: \"-1e309\"");
            refused(
                    FLOAT,
                    "1e39",
                    "expected a number, but the answer does not fit into a float: \"1e39\"");
            for (String answer : List.of("NaN", "nan", "inf", "Infinity", "{\"value\": \"NaN\"}")) {
                refused(DOUBLE, answer);
                refused(FLOAT, answer);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"0,5", "1,000.5", "5..", "1d", "1f", "0x1p3", "1e", "1e+", "50%", "１.5"})
        void areWrittenPlainly(String answer) {
            refused(
                    DOUBLE,
                    answer,
                    "expected a number, but the answer is not a number alone: \"" + answer + "\"");
        }

        @Test
        void comeBackAsTheyWere() {
            Random random = new Random(2);
            for (int i = 0; i < 2_000; i++) {
                double large = Double.longBitsToDouble(random.nextLong());
                float small = Float.intBitsToFloat(random.nextInt());
                if (Double.isFinite(large)) {
                    assertThat(DOUBLE.read(wrap(random, String.valueOf(large)))).isEqualTo(large);
                }
                if (Float.isFinite(small)) {
                    assertThat(FLOAT.read(wrap(random, String.valueOf(small)))).isEqualTo(small);
                }
            }
        }
    }

    @Nested
    class Booleans {
        @ParameterizedTest
        @CsvSource({"true,false", "yes,no", "y,n", "t,f", "on,off", "1,0"})
        void haveSixPairsOfWords(String yes, String no) {
            for (String form :
                    List.of("%s", "\"%s\"", "{\"value\": \"%s\"}", "```\n%s\n```", "```%s```")) {
                assertThat(BOOLEAN.read(form.formatted(yes))).as(form).isTrue();
                assertThat(BOOLEAN.read(form.formatted(yes.toUpperCase(Locale.ROOT)))).isTrue();
                assertThat(BOOLEAN.read(form.formatted(no))).isFalse();
                assertThat(BOOLEAN.read(form.formatted(no.toUpperCase(Locale.ROOT)))).isFalse();
            }
        }

        @Test
        void areJsonToo() {
            assertThat(BOOLEAN.read("{\"value\": true}")).isTrue();
            assertThat(BOOLEAN.read("{\"value\": false}")).isFalse();
            assertThat(BOOLEAN.read("{\"value\": 1}")).isTrue();
            assertThat(BOOLEAN.read("{\"value\": 0}")).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2",
                    "-1",
                    "1.0",
                    "00",
                    "Yes?",
                    "Yes..",
                    "not true",
                    "yes, it is",
                    "true or false",
                    "truee",
                    "да",
                    "oui",
                    "ON OFF",
                    "yes\nno",
                    "{\"value\": 2}",
                    "trüe"
                })
        void areNothingElse(String answer) {
            refused(
                    BOOLEAN,
                    answer,
                    "expected true or false, but the answer is neither true nor false: \""
                            + answer.replace("\n", "\\n")
                            + "\"");
        }

        @Test
        void knowNoDotlessI() {
            refused(BOOLEAN, "fa\u0131se");
            assertThat(Schema.of(Boolean.class).read("TRUE")).isTrue();
        }
    }

    private static String wrap(Random random, String value) {
        return switch (random.nextInt(5)) {
            case 0 -> value;
            case 1 -> " " + value + "\n";
            case 2 -> "{\"value\": " + value + "}";
            case 3 -> "{\"value\": \"" + value + "\"}";
            default -> "```json\n{\"value\":" + value + "}\n```";
        };
    }
}
