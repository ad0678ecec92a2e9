package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

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

    enum Verdict {
        TRUE,
        FALSE,
        NULL,
        _7
    }

    /// What JSON takes for another value is the constant of that name.
    @ParameterizedTest
    @CsvSource({
        "TRUE, TRUE, ''",
        "NULL, NULL, ''",
        "False, FALSE, 'read \"False\" as FALSE'",
        "7, _7, 'read \"7\" as _7'",
        "**TRUE**, TRUE, left out the formatting around the value",
        "'{\"value\": true}', TRUE, 'read \"true\" as TRUE'",
        "'{\"value\": \"FALSE\"}', FALSE, ''"
    })
    void areFoundBehindWordsOfJson(String answer, Verdict verdict, String repair) {
        assertThat(Schema.of(Verdict.class).reading(answer))
                .isEqualTo(new Reading<>(verdict, repair.isEmpty() ? List.of() : List.of(repair)));
    }

    @Test
    void areTextsWhereTextsAreAskedFor() {
        Schema<Optional<String>> text = Schema.of(new TypeRef<Optional<String>>() {});
        for (String answer : List.of("7", "+7", "true", "True", "NaN", "hello")) {
            assertThat(text.reading(answer))
                    .isEqualTo(new Reading<>(Optional.of(answer), List.of()));
        }
        assertThat(text.read("null")).isEmpty();
        assertThat(Schema.of(new TypeRef<Optional<Verdict>>() {}).read("NULL")).isEmpty();
        assertThat(Schema.of(char.class).read("7")).isEqualTo('7');
    }

    @ParameterizedTest
    @ValueSource(strings = {"A-", "a -", "A- ", "-A", "B--", "A+", "{\"value\": \"B-\"}"})
    void areOthersWithASign(String answer) {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> MARK.read(answer))
                .withMessageContaining("the answer is not one of A, B, NOT_GIVEN");
    }
}
