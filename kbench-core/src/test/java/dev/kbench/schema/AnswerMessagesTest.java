package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

/// What is said of an answer that cannot be read.
class AnswerMessagesTest {
    private static void refused(String answer, String message) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> Schema.of(int.class).read(answer))
                .withMessage(message);
    }

    @Test
    void showTheBeginningInOneLine() {
        refused(
                "a\r\n\tb\0\u001b[31m\u202e\u2028\ud800z",
                "expected a whole number, but the answer is not a number alone: \"a\\r"
                        + "\\n"
                        + "\\tb\\u{0}\\u{1b}[31m\\u{202e}\\u{2028}\\u{d800}z\"");
    }

    @Test
    void endBetweenCharacters() {
        String answer = "x".repeat(119) + "😀" + "y".repeat(1_000);

        refused(
                answer,
                "expected a whole number, but the answer is not a number alone: \""
                        + "x".repeat(119)
                        + "😀\"… (1121 characters)");
    }

    @Test
    void nameTheModel() {
        UnparsableAnswerException unnamed =
                new UnparsableAnswerException("a whole number", "the answer is not whole", "5.5");
        UnparsableAnswerException named = unnamed.from("vendor/model", false);

        assertThat(unnamed.model()).isEmpty();
        assertThat(named)
                .hasMessage(
                        "vendor/model: expected a whole number, but the answer is not whole:"
                                + " \"5.5\"");
        assertThat(named.model()).isEqualTo("vendor/model");
        assertThat(named.expected()).isEqualTo("a whole number");
        assertThat(named.answer()).isEqualTo("5.5");
        assertThat(named.refused()).isFalse();
        assertThat(named.getStackTrace()).isEqualTo(unnamed.getStackTrace());
        assertThat(unnamed.from("vendor/model", true))
                .hasMessage(
                        "vendor/model: expected a whole number, but the model refused to"
                                + " answer: \"5.5\"")
                .matches(UnparsableAnswerException::refused);
    }
}
