package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that are written a little differently, and those that are other names.
class LooseNamesTest {
    private static final Schema<Mark> MARK = Schema.of(Mark.class);

    enum Mark {
        A,
        B,
        NOT_GIVEN
    }

    @ParameterizedTest
    @CsvSource({"a, A", "' b ', B", "not given, NOT_GIVEN", "Not-given, NOT_GIVEN"})
    void areFound(String answer, Mark mark) {
        assertThat(MARK.read(answer)).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-", "a -", "A- ", "-A", "B--", "A+", "{\"value\": \"B-\"}"})
    void areOthersWithASign(String answer) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> MARK.read(answer))
                .withMessageContaining("the answer is not one of A, B, NOT_GIVEN");
    }
}
