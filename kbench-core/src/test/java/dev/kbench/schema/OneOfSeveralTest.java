package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// Of several values that may be meant none is taken, and brackets that belong to words are none.
class OneOfSeveralTest {
    private enum Grade {
        A,
        B
    }

    private static Object read(Class<?> type, String answer) {
        return Schema.of(type).read(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"value\": 5}\n6",
                "3 {\"value\": 5}",
                "```\n3\n```\n4",
                "<|channel|>analysis<|message|>It is {\"value\": 2}.<|channel|>final<|message|>3",
            })
    void aNumberBesideAnotherIsNotGuessed(String answer) {
        assertThatThrownBy(() -> read(int.class, answer))
                .isInstanceOf(UnparsableAnswerException.class)
                .hasMessageContaining("it can be read in more than one way");
    }

    @Test
    void theSameTwiceIsOne() {
        assertThat(read(int.class, "{\"value\": 5}\n5")).isEqualTo(5);
        assertThat(read(boolean.class, "```\nTrue\n```\nyes")).isEqualTo(true);
        assertThat(read(Grade.class, "{\"value\": \"A\"}\nA")).isEqualTo(Grade.A);
    }

    @Test
    void wordsBesideAreWords() {
        assertThat(read(int.class, "The answer:\n{\"value\": 5}\nI hope that helps!")).isEqualTo(5);
        assertThat(read(Grade.class, "Here it is.\n{\"value\": \"B\"}\nDone.")).isEqualTo(Grade.B);
    }

    @Test
    void thoughtsOfOtherFormsAreThoughts() {
        for (String thoughts :
                List.of(
                        "[THINK]{\"value\": 2}[/THINK]",
                        "<scratchpad>{\"value\": 2}</scratchpad>",
                        "<Think>{\"value\": 2}</think>")) {
            assertThat(read(int.class, thoughts + "3")).as(thoughts).isEqualTo(3);
        }
        assertThatThrownBy(() -> read(int.class, "[THINK]{\"value\": 2} and then"))
                .hasMessageContaining("the thoughts before the answer do not end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- [ ] buy milk\n- [ ] eat",
                "arr[0] = 1",
                "x[\"key\"][\"other\"] = 5",
                "range[1, 10]",
            })
    void bracketsOfWordsAreNoLists(String answer) {
        assertThatThrownBy(() -> Schema.of(new TypeRef<List<String>>() {}).read(answer))
                .isInstanceOf(UnparsableAnswerException.class);
        assertThatThrownBy(() -> Schema.of(new TypeRef<List<Integer>>() {}).read(answer))
                .isInstanceOf(UnparsableAnswerException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$\\text{}$", "\\frac{}{}", "\\{\\}"})
    void bracesOfTexAreNoMaps(String answer) {
        assertThatThrownBy(() -> Schema.of(new TypeRef<Map<String, Integer>>() {}).read(answer))
                .isInstanceOf(UnparsableAnswerException.class);
    }

    @Test
    void listsAreListsAllTheSame() {
        for (String answer :
                List.of(
                        "[\"a\"]",
                        "The list: [\"a\"]",
                        "```json[\"a\"]```",
                        "json[\"a\"]",
                        "x[0] is not it:\n[\"a\"]",
                        "- [\"a\"]")) {
            assertThat(Schema.of(new TypeRef<List<String>>() {}).read(answer))
                    .as(answer)
                    .isEqualTo(List.of("a"));
        }
        assertThatThrownBy(() -> Schema.of(new TypeRef<List<Integer>>() {}).read("[1]\n[2]"))
                .hasMessageContaining("it can be read in more than one way");
        assertThatThrownBy(() -> Schema.of(new TypeRef<List<Integer>>() {}).read("[1][2]"))
                .hasMessageContaining(
                        "what stands in brackets may belong to the sentence around it");
    }
}
