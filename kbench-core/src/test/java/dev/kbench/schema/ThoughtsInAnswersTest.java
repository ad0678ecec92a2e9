package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// What a model thought before its answer is no answer, and what an answer says of thoughts is no
/// thought.
class ThoughtsInAnswersTest {
    private static final Schema<Integer> INT = Schema.of(int.class);
    private static final Schema<Note> NOTE = Schema.of(Note.class);

    record Note(String text) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>Maybe {\"value\": 3}",
                "\n <think>\nMaybe {\"value\": 3}, no, it is 4",
                "<think>```\n3\n```",
                "<thinking>{\"value\": 3}</think>4",
                "<reasoning>[3]",
                "<think>"
            })
    void thatDoNotEndHoldNoAnswer(String answer) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> INT.read(answer))
                .withMessageStartingWith(
                        "expected a whole number, but the thoughts before the answer do not end: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<think>{\"value\": 3}</think>4",
                "<thinking>{\"value\": 3}</thinking>\n4",
                "<thought>3</thought>{\"value\": 4}",
                " <reasoning>\n{\"value\": 3}\n</reasoning>\n```\n4\n```",
                "{\"value\": 3}? No.</think>4",
                "\"3\" maybe</think>4"
            })
    void areLeftOut(String answer) {
        Reading<Integer> reading = INT.reading(answer);

        assertThat(reading.value()).isEqualTo(4);
        assertThat(reading.repairs()).contains("left out the thoughts before the answer");
    }

    @Test
    void thatATextIsAboutAreTheText() {
        for (String text :
                List.of(
                        "ends with </think>",
                        "</think>",
                        "</think>{'text': 'other'}",
                        "<think>x</think> {\"text\": \"other\"}",
                        "<thinking>")) {
            Note note = new Note(text);
            String exact = NOTE.write(note);

            assertThat(NOTE.reading(exact)).isEqualTo(new Reading<>(note, List.of()));
            assertThat(NOTE.read("Here:\n```json\n" + exact + "\n```")).isEqualTo(note);
            assertThat(NOTE.read("<think>{}</think>" + exact)).isEqualTo(note);
        }
    }

    @Test
    void thatATextInAListIsAboutAreTheText() {
        Schema<List<String>> schema = Schema.of(new TypeRef<>() {});

        assertThat(schema.read("[\"a</think>[\", \"b\"]")).containsExactly("a</think>[", "b");
    }
}
