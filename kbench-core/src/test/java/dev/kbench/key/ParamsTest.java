package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class ParamsTest {
    @Test
    void keepNamesValuesAndOrder() {
        Params params = Params.of("question", "2+2?", "expected", 4, "answer_keyword", "four");

        assertThat(params.asMap())
                .containsExactly(
                        entry("question", "2+2?"),
                        entry("expected", 4),
                        entry("answer_keyword", "four"))
                .isUnmodifiable();
        assertThat(params.value("expected")).contains(4);
        assertThat(params.toString()).isEqualTo("{question=2+2?, expected=4, answer_keyword=four}");
    }

    @Test
    void areReadByTheExactName() {
        Params params = Params.of("answer_keyword", "four", "", "blank");

        assertThat(params.value("answerKeyword")).isEmpty();
        assertThat(params.value("ANSWER_KEYWORD")).isEmpty();
        assertThat(params.value("")).contains("blank");
    }

    @Test
    void ofTwoTheLaterWins() {
        Params both = Params.of("a", 1, "b", 2).with(Params.of("c", 3, "a", 4));

        assertThat(both.asMap()).containsExactly(entry("a", 4), entry("b", 2), entry("c", 3));
    }

    @Test
    void copyTheMapTheyAreMadeFrom() {
        Map<String, Object> values = new LinkedHashMap<>(Map.of("a", 1));
        Params params = Params.from(values);
        values.put("b", 2);

        assertThat(params).isEqualTo(Params.of("a", 1)).hasSameHashCodeAs(Params.of("a", 1));
        assertThat(Params.from(Map.of())).isSameAs(Params.of());
        assertThat(Params.of().isEmpty()).isTrue();
        assertThat(params.isEmpty()).isFalse();
    }

    @Test
    void refuseANameWithoutAValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Params.of("a", 1, "b"))
                .withMessage(
                        "Params.of takes names and values by turns, but the last name has no value:"
                                + " b");
    }

    @Test
    void refuseANameThatIsNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Params.of("a", 1, 2, "b"))
                .withMessage(
                        "Params.of takes names and values by turns: argument 3 must be a name, got"
                                + " 2");
    }

    @Test
    void refuseANameThatComesTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Params.of("a", 1, "a", 1))
                .withMessage("parameter 'a' is given twice");
    }

    @Test
    void refuseNull() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Params.of("a", 1, "b", null))
                .withMessage(
                        "a parameter's name and value must not be null, got b=null; leave a missing"
                                + " value out");
    }
}
