package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class RecordAnswersTest {
    enum Bulk {
        SMALL,
        VERY_LARGE
    }

    record Part(@Min(1) int count, @Size(max = 3) String name) {}

    record Box(
            List<Part> parts,
            @Default("2") @Max(5) int level,
            Optional<Bulk> size,
            @Nullable String note) {}

    record Positive(int value) {
        Positive {
            if (value < 0) {
                throw new IllegalArgumentException("value must be 0 or more, got " + value);
            }
        }
    }

    record Winding(String text) {
        Winding {
            throw new StackOverflowError();
        }
    }

    @IgnoreUnknown
    record Open(int level, Optional<Part> part) {}

    private static final Schema<Box> BOX = Schema.of(Box.class);
    private static final Box EMPTY = new Box(List.of(), 2, Optional.empty(), null);

    private static void refused(Schema<?> schema, String answer, String... problems) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> schema.read(answer))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .extracting(AnswerProblem::toString)
                                        .containsExactly(problems));
    }

    @Nested
    class UnknownFields {
        @Test
        void arePassedOverWhereTheRecordSaysSo() {
            assertThat(Schema.of(Open.class).reading("{\"x\": {\"y\": 1}, \"level\": 3}"))
                    .isEqualTo(
                            new Reading<>(
                                    new Open(3, Optional.empty()),
                                    List.of("$.x: passed over a field that was not asked for")));
        }

        @Test
        void areRefusedInsideOneThatDoesNot() {
            refused(
                    Schema.of(Open.class),
                    "{\"level\": 3, \"part\": {\"count\": 1, \"name\": \"a\", \"x\": 2}}",
                    "$.part.x was not asked for, got 2");
        }

        @Test
        void areNotAskedForEitherWay() {
            assertThat(Schema.of(Open.class).told().orElseThrow())
                    .contains("\"additionalProperties\":false");
        }
    }

    @Nested
    class Components {
        @Test
        void mayBeLeftOutWhereTheyAreOptionalOrHaveADefault() {
            assertThat(BOX.reading("{\"parts\": []}")).isEqualTo(new Reading<>(EMPTY, List.of()));
            assertThat(BOX.read("{\"parts\": [], \"size\": null, \"note\": null}"))
                    .isEqualTo(EMPTY);
            assertThat(BOX.reading("{\"parts\": [], \"level\": null}"))
                    .isEqualTo(new Reading<>(EMPTY, List.of("$.level: read null as its default")));
        }

        @Test
        void areRefusedByPathRuleAndValue() {
            refused(BOX, "{\"level\": 3}", "$.parts is missing");
            refused(
                    BOX,
                    "{\"parts\": [{\"count\": 0, \"name\": \"abcd\"}, {\"count\": 2.5}, 7],"
                            + " \"level\": 9, \"colour\": \"red\"}",
                    "$.colour was not asked for, got \"red\"",
                    "$.parts[0].count must be at least 1, got 0",
                    "$.parts[0].name must have at most 3 characters, it has 4",
                    "$.parts[1].count is not whole, got 2.5",
                    "$.parts[1].name is missing",
                    "$.parts[2] is no object, got 7",
                    "$.level must be at most 5, got 9");
            refused(
                    BOX,
                    "{\"parts\": [], \"parts\": [], \"size\": \"huge\", \"note\": 5}",
                    "$.parts is there twice",
                    "$.size is not one of SMALL, VERY_LARGE, got \"huge\"",
                    "$.note is no text, got 5");
            refused(
                    BOX,
                    "{\"odd name\": 1}",
                    "$[\"odd name\"] was not asked for, got 1",
                    "$.parts is missing");
        }

        @Test
        void areShownInTheMessage() {
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> BOX.read("{\"parts\": 5, \"level\": 6}"))
                    .withMessage(
                            "expected an object with parts, level, size, note, but $.parts is no"
                                    + " list, got 5; $.level must be at most 5, got 6:"
                                    + " \"{\"parts\": 5, \"level\": 6}\"");
        }

        @Test
        void areRefusedByTheRecordItself() {
            refused(
                    Schema.of(Positive.class),
                    "{\"value\": -1}",
                    "the answer is refused by Positive: value must be 0 or more, got -1");
            refused(
                    Schema.of(new TypeRef<List<Positive>>() {}),
                    "{\"value\": [{\"value\": 1}, {\"value\": -1}]}",
                    "$[1] is refused by Positive: value must be 0 or more, got -1");
            refused(
                    Schema.of(Winding.class),
                    "{\"text\": \"x\"}",
                    "the answer is refused by Winding: java.lang.StackOverflowError");
        }

        @Test
        void maybeNamedALittleDifferently() {
            record Named(String keyPhrase, int max_size) {}
            Reading<Named> reading =
                    Schema.of(Named.class).reading("{\"key_phrase\": \"a\", \"Max Size\": 1}");

            assertThat(reading.value()).isEqualTo(new Named("a", 1));
            assertThat(reading.repairs())
                    .containsExactly(
                            "read the name \"key_phrase\" as keyPhrase",
                            "read the name \"Max Size\" as max_size");
        }

        @Test
        void areNotFoundByANameThatFitsTwo() {
            record Alike(Optional<String> keyPhrase, Optional<String> key_phrase) {}
            refused(
                    Schema.of(Alike.class),
                    "{\"key phrase\": \"a\"}",
                    "$[\"key phrase\"] was not asked for, got \"a\"");
        }
    }

    @Nested
    class Answers {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "Sure! {\"parts\": []} Anything else? | left out the text around the answer",
                    "{'parts': []} | read other quotation marks",
                    "{\"parts\": [],} | left out a comma behind the last item",
                    "{\"parts\": [] /* none */} | left out a comment",
                    "{parts: []} | read a name without quotation marks",
                    "{\"parts\": [], \"note\": None} | read another spelling of true, false or"
                            + " null",
                    "{\"parts\": [], \"level\": \"2\"} | $.level: read a number in quotation marks",
                    "{\"value\": {\"parts\": []}} | took the answer out of \"value\"",
                    "{\"parts\": []} {\"parts\": [], \"level\": 2} | the same answer was given more"
                            + " than once",
                    "{\"a\": 1} {\"parts\": []} | left out the text around the answer"
                })
        void areReadWhereOneThingIsMeant(String answer, String repair) {
            Reading<Box> reading = BOX.reading(answer);

            assertThat(reading.value()).isEqualTo(EMPTY);
            assertThat(reading.repairs()).contains(repair);
        }

        @Test
        void areReadWithAnotherSpellingOfAConstant() {
            Reading<Box> reading = BOX.reading("{\"parts\": [], \"size\": \"very large\"}");

            assertThat(reading.value().size()).contains(Bulk.VERY_LARGE);
            assertThat(reading.repairs())
                    .containsExactly("$.size: read \"very large\" as VERY_LARGE");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "{\"parts\": []} {\"parts\": [], \"level\": 3} | it can be read in more than"
                            + " one way",
                    "{\"parts\": []} {\"parts\": [], \"level\": 7} | it can be read in more than"
                            + " one way",
                    "{\"parts\": [{\"count\": 1, \"name\": \"a\"} | the JSON breaks off",
                    "{\"a\": [{\"parts\": []}, {\"parts\": []}] | the JSON breaks off",
                    "{\"a\": [@ {\"parts\": []} | the JSON has a word that stands for no value",
                    "There are no parts. | there is no such JSON in the answer",
                    "[] {} | there is no such JSON in the answer"
                })
        void areNoGuess(String answer, String why) {
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> BOX.read(answer))
                    .satisfies(e -> assertThat(e.why()).isEqualTo(why));
        }
    }

    @Nested
    class Limits {
        record Scores(
                List<@Min(0) @Max(10) Integer> all,
                Map<@Size(max = 2) String, @Matches("[a-z]+") String> words,
                @Size(max = 2) int[] few,
                Optional<@Max(1) Double> share,
                @Size(min = 1) Set<List<@Max(3) Integer>> nested) {}

        @Test
        void holdInsideOfContainers() {
            refused(
                    Schema.of(Scores.class),
                    "{\"all\": [3, 11], \"words\": {\"abc\": \"a\", \"b\": \"B\"}, \"few\": [1, 2,"
                            + " 3], \"share\": 1.5, \"nested\": [[1, 4]]}",
                    "$.all[1] must be at most 10, got 11",
                    "$.words.abc must have at most 2 characters, it has 3",
                    "$.words.b must match [a-z]+, got \"B\"",
                    "$.few must have at most 2 items, it has 3",
                    "$.share must be at most 1, got 1.5",
                    "$.nested[0][1] must be at most 3, got 4");
            refused(
                    Schema.of(new TypeRef<List<@Min(1) Integer>>() {}),
                    "[1, 0]",
                    "$[1] must be at least 1, got 0");
        }

        @Test
        void standInTheSchema() {
            assertThat(Schema.of(Scores.class).told().orElseThrow())
                    .contains(
                            "\"all\":{\"type\":\"array\",\"items\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":10}}")
                    .contains("\"propertyNames\":{\"maxLength\":2}")
                    .contains("\"pattern\":\"^(?:[a-z]+)$\"")
                    .contains(
                            "\"few\":{\"type\":\"array\",\"items\":{\"type\":\"integer\"},\"maxItems\":2}")
                    .contains("{\"type\":\"number\",\"maximum\":1}")
                    .contains("\"minItems\":1,\"uniqueItems\":true");
        }

        @Test
        void ofTextsCountCharactersNotUnits() {
            record Short(@Size(max = 2) String text) {}
            assertThat(Schema.of(Short.class).read("{\"text\": \"😀😀\"}").text()).hasSize(4);
        }

        @Test
        void ofASetAreEnforced() {
            refused(
                    Schema.of(new TypeRef<Set<Integer>>() {}),
                    "[1, 2, 1]",
                    "$[2] must not be there twice, got 1");
        }

        @Test
        void ofAPatternThatGoesTooDeepAreToldAsSuch() {
            record Deep(@Matches("(a|b)*") String text) {}
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(
                            () ->
                                    Schema.of(Deep.class)
                                            .read("{\"text\": \"" + "ab".repeat(100_000) + "\"}"))
                    .withMessageContaining(
                            "$.text cannot be matched with (a|b)*: it goes too deep on 200000"
                                    + " characters");
        }
    }

    @Nested
    class Sealed {
        sealed interface Step {}

        record Move(String type, int by) implements Step {}

        record Turn(int degrees) implements Step {}

        private static final Schema<Step> STEP = Schema.of(Step.class);

        @Test
        void saysWhichByAFieldThatNoRecordHas() {
            assertThat(STEP.write(new Turn(90)))
                    .isEqualTo("{\"value\":{\"kind\":\"Turn\",\"degrees\":90}}");
            assertThat(STEP.read("{\"kind\": \"Move\", \"type\": \"x\", \"by\": 1}"))
                    .isEqualTo(new Move("x", 1));
            assertThat(STEP.reading("{\"kind\": \"turn\", \"degrees\": 1}").repairs())
                    .containsExactly("$.kind: read \"turn\" as Turn");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "{\"degrees\": 1} | $.kind is missing; it says which of Move, Turn it is",
                    "{\"kind\": \"Jump\", \"degrees\": 1} | $.kind is not one of Move, Turn, got"
                            + " \"Jump\"",
                    "{\"kind\": \"Turn\", \"by\": 1} | $.by was not asked for, got 1; $.degrees is"
                            + " missing",
                    "{\"kind\": \"Turn\", \"kind\": \"Move\"} | $.kind is there twice"
                })
        void isNeverGuessed(String answer, String why) {
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> STEP.read(answer))
                    .satisfies(e -> assertThat(e.why()).isEqualTo(why));
        }
    }

    /// Java would take another time of day for the first three.
    @Test
    void timesAreNotMoved() {
        Schema<ZonedDateTime> schema = Schema.of(ZonedDateTime.class);
        for (String answer :
                List.of(
                        "2026-02-03T09:15:00+05:00[Europe/Paris]",
                        "2026-03-29T02:30:00+01:00[Europe/Paris]",
                        "2026-02-03T09:15:00Z[Europe/Paris]",
                        "2026-02-03T09:15:00[Europe/Paris]")) {
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> schema.read(answer))
                    .withMessageContaining("the answer is not a date and time with zone such as");
        }
        for (String answer :
                List.of(
                        "2026-10-25T02:30+02:00[Europe/Paris]",
                        "2026-10-25T02:30+01:00[Europe/Paris]",
                        "2026-02-03T09:15+01:00")) {
            assertThat(schema.read(answer)).hasToString(answer);
        }
    }

    @Test
    void timesAreNotCompleted() {
        for (String answer :
                List.of(
                        "2026-02-03",
                        "2026-02-03T09:15:00",
                        "1700000000",
                        "2026-06-30T23:59:60Z")) {
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> Schema.of(Instant.class).read(answer))
                    .withMessageContaining(
                            "but the answer is not a point in time such as 2026-02-03T09:15:00Z");
        }
        assertThat(Schema.of(Instant.class).read("2026-02-03T09:15:00Z"))
                .isEqualTo("2026-02-03T09:15:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 million",
                "5 m",
                "5k",
                "5 dozen",
                "5%",
                "5 or 6 km",
                "5-6 km",
                "5 km 300 m",
                "about 5 km",
                "5 kilometers away",
                "1,000 km",
                "km 5",
                "5 not",
                "five km"
            })
    void aUnitIsNotGuessed(String text) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> Schema.of(int.class).read("{\"value\": \"" + text + "\"}"));
    }

    @Test
    void aUnitIsNotedWhereItIsLeftOut() {
        assertThat(Schema.of(double.class).reading("{\"value\": \"5.5 km\"}"))
                .isEqualTo(new Reading<>(5.5, List.of("read \"5.5 km\" as 5.5")));
        record Named(String name) {}
        assertThat(Schema.of(Named.class).read("{\"name\": \"5 km\"}"))
                .isEqualTo(new Named("5 km"));
    }

    @Test
    void fieldsGiveTheirValuesByName() {
        Fields fields =
                Schema.fields(
                                "yes",
                                boolean.class,
                                "n",
                                int.class,
                                "all",
                                int[].class,
                                "in",
                                Schema.fields("a", String.class))
                        .read("{\"yes\": true, \"n\": 3, \"all\": [1], \"in\": {\"a\": \"b\"}}");

        assertThat(fields.bool("yes")).isTrue();
        assertThat(fields.number("n")).isEqualTo(3.0);
        assertThat(fields.value("n", Integer.class)).isEqualTo(3);
        assertThat(fields.fields("in").text("a")).isEqualTo("b");
        assertThat(fields.has("nothing")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.text("x"))
                .withMessage("there is no field 'x'; there are [yes, n, all, in]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fields.text("n"))
                .withMessage("expected the field 'n' to be a text, got a number");
    }
}
