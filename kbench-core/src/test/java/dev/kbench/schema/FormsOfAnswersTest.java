package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/// Forms that models give single values and lists, and words that make two answers of one.
class FormsOfAnswersTest {
    private enum Choice {
        A,
        B,
        C
    }

    record Notes(Optional<String> title, Optional<Integer> count) {}

    private static final Schema<Integer> INT = Schema.of(int.class);
    private static final Schema<Choice> CHOICE = Schema.of(Choice.class);
    private static final Schema<List<Integer>> INTS = Schema.of(new TypeRef<List<Integer>>() {});

    private static void refused(Schema<?> schema, String answer, String why) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .as(answer)
                .isThrownBy(() -> schema.read(answer))
                .satisfies(e -> assertThat(e.why()).isEqualTo(why));
    }

    @Nested
    class OfOneValue {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '^',
                value = {
                    "**5** | left out the formatting around the value",
                    "`5` | left out the formatting around the value",
                    "$5$ | left out the formatting around the value",
                    "\\boxed{5} | left out the formatting around the value",
                    "\\[\\boxed{\\text{5}}\\] | left out the formatting around the value",
                    "5. | left out the full stop behind the value",
                    "Answer: 5 | left out the words before the value",
                    "My final answer is 5 | left out the words before the value",
                    "005 | read a number that is not written as JSON has it",
                    "$5 | read \"$5\" as 5",
                    "{\"Value\": 5} | took the answer out of \"Value\"",
                    "{\"final_answer\": 5} | took the answer out of \"final_answer\"",
                    "{\"value\": 5, \"note\": \"x\"} | left out \"note\" beside the answer",
                    "{\"value\": \"5 km\"} | read \"5 km\" as 5",
                })
        void isReadAndOnTheRecord(String answer, String repair) {
            assertThat(INT.reading(answer)).isEqualTo(new Reading<>(5, List.of(repair)));
        }

        @Test
        void isReadBelowItsReasons() {
            assertThat(INT.reading("2 + 3 makes 5.\n\n**Answer: $5$.**"))
                    .isEqualTo(
                            new Reading<>(
                                    5,
                                    List.of(
                                            "left out the text around the answer",
                                            "left out the formatting around the value",
                                            "left out the words before the value",
                                            "left out the full stop behind the value")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"(B)", "B)", "B.", "Answer: (B)", "The answer is B.", "\\boxed{B}"})
        void isAChoice(String answer) {
            assertThat(CHOICE.read(answer)).isEqualTo(Choice.B);
        }

        @ParameterizedTest
        @ValueSource(strings = {"B) Rome", "(B) or (C)", "B-", "-B", "B?", "B..", "not B"})
        void isNoChoiceWithMoreToIt(String answer) {
            refused(CHOICE, answer, "the answer is not one of A, B, C");
        }

        @Test
        void isTextAsItStands() {
            Schema<Optional<String>> text = Schema.of(new TypeRef<Optional<String>>() {});
            for (String answer : List.of("**5**", "Answer: 5.", "`5`")) {
                assertThat(text.read(answer)).contains(answer);
            }
        }
    }

    @Nested
    class WithWordsAround {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"value\": 5}, but the right answer is 3",
                    "{\"value\": 5} or 3",
                    "{\"value\": 5}\nthat is 2 + 3",
                    "The answer is 3: {\"value\": 5}",
                    "```\n5\n```\nwould be 3",
                    "{\"value\": 5, \"explanation\": \"the answer is 3\"}",
                    "2 + 1, so the answer is 3.\nAnswer: 5",
                    "{\"value\": 5} {\"corrected\": 3}",
                })
        void thatGiveAnotherValueIsNone(String answer) {
            refused(INT, answer, "the words around it give another value, \"3\"");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"value\": 5}\n2 + 3 = 5",
                    "2 + 3 = 5\n{\"value\": 5}",
                    "{\"value\": 5}\n1. take 2\n2. add 3\nwhich gives 5.0",
                    "The answer is 5: {\"value\": 5}",
                    "{\"value\": 5}\nThe H2O and the 3rd are no numbers.",
                })
        void thatExplainItIsRead(String answer) {
            assertThat(INT.read(answer)).isEqualTo(5);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"value\": [1, 2]} Wait, there is more.",
                    "[1, 2]\n\nOops!",
                    "{\"value\": [1, 2]} - no, that is wrong",
                    "[1, 2]\nHmm. Scratch that."
                })
        void thatTakeItBackIsNone(String answer) {
            refused(INTS, answer, "the words behind it take it back");
        }

        @Test
        void ofOtherMeaningIsRead() {
            assertThat(INTS.read("[1, 2]\nWaiters know no more.")).containsExactly(1, 2);
            assertThat(INTS.read("Wait, I have it: [1, 2]")).containsExactly(1, 2);
            assertThat(CHOICE.read("{\"value\": \"B\"}\nA further word.")).isEqualTo(Choice.B);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "boolean | {\"value\": true}, while the claim is false | false",
                    "boolean | The answer is no, I think. {\"value\": true} | no",
                    "choice | {\"value\": \"B\"} or (C) | C",
                    "date | {\"value\": \"2024-02-29\"}, or 2024-03-01 | 2024-03-01",
                })
        void isRefusedForEveryKindOfValue(String type, String answer, String other) {
            Schema<?> schema =
                    type.equals("choice") ? CHOICE : requireNonNull(CorpusTypes.ALL.get(type));
            refused(
                    schema,
                    answer,
                    "the words around it give another value, \"%s\"".formatted(other));
        }

        @Test
        void isRefusedHoweverLongTheyAre() {
            refused(
                    INT,
                    "{\"value\": 5}" + " and so on".repeat(100_000) + " up to 3",
                    "the words around it give another value, \"3\"");
        }
    }

    @Nested
    class OfLists {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Paris is the capital [1].",
                    "As shown [1, 2], it is.",
                    "[1] Smith, 2019",
                    "Sources: [1], [2]",
                    "x is in [0, 1] here",
                    "[1](https://example.org)",
                })
        void areNoCitations(String answer) {
            refused(INTS, answer, "what stands in brackets may belong to the sentence around it");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[1, 2]",
                    "The list is [1, 2].",
                    "As shown in [3]: [1, 2]",
                    "[1, 2] are the first ones.",
                    "all = [1, 2]",
                    "- [1, 2]",
                    "**[1, 2]**",
                    "{\"items\": [1, 2]}",
                    "{\"Numbers\": [1, 2], \"comment\": \"two\"}"
                })
        void areRead(String answer) {
            assertThat(INTS.read(answer)).containsExactly(1, 2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"wrong\": [1, 2]}",
                    "{\"items\": [1], \"answers\": [2]}",
                    "{\"items\": [1], \"total\": 1}"
                })
        void areNotTakenOutOfOtherObjects(String answer) {
            refused(INTS, answer, "the answer is no list");
        }

        @Test
        void areNamedByTheirItems() {
            record Country(String name) {}
            assertThat(
                            Schema.of(new TypeRef<List<Country>>() {})
                                    .reading("{\"countries\": [{\"name\": \"Peru\"}]}"))
                    .isEqualTo(
                            new Reading<>(
                                    List.of(new Country("Peru")),
                                    List.of("took the answer out of \"countries\"")));
        }
    }

    @Nested
    class OfNothing {
        private static final Notes NONE = new Notes(Optional.empty(), Optional.empty());

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "```json\n{}\n```",
                    "There are none: {}",
                    "There are none:\n\n{}",
                    "{}\n\nThe text says nothing of it."
                })
        void isAnAnswerByItself(String answer) {
            assertThat(Schema.of(Notes.class).read(answer)).isEqualTo(NONE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "I would use {} here.",
                    "function f() {}",
                    "{} is an empty object",
                    "if (x)\n{}\n",
                    "```\nif (x)\n{}\n```",
                    "```java\nclass A {}\n```",
                    "x = {}"
                })
        void isNoneInAText(String answer) {
            refused(Schema.of(Notes.class), answer, "there is no such JSON in the answer");
        }
    }
}
