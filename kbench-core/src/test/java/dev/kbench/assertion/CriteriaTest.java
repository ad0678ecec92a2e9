package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

/// A verdict is never given to another criterion than the judge gave it to.
class CriteriaTest {
    private static final List<String> TEXTS =
            List.of("It names one colour.", "The colour is red.", "It has 5 words.");
    private static final Criteria CRITERIA = new Criteria(TEXTS);

    private static AssessResult result(String criterion, boolean passed) {
        return new AssessResult(criterion, passed, "", 100);
    }

    /// Only the second is met, wherever it stands.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "It names one colour. | The colour is red. | It has 5 words.",
                "It names one colour | the colour is red | it has 5 words",
                "1. It names one colour | 2. The colour is red | 3. It has 5 words",
                "1 | 2 | 3",
                "#1 | #2 | #3",
                "Criterion 1 | Criterion 2: red | Criterion 3.",
                "1. One colour | 2. Red | 3. Five words",
                "colours | redness | length"
            })
    void isMetByTheResultThatIsAboutIt(String first, String second, String third) {
        AssessResult met = result(second, true);

        assertMet(CRITERIA.inOrder(List.of(result(first, false), met, result(third, false))));
        if (!second.equals("redness")) {
            assertMet(CRITERIA.inOrder(List.of(met, result(third, false), result(first, false))));
        }
    }

    private static void assertMet(Optional<List<AssessResult>> found) {
        List<AssessResult> ordered = found.orElseThrow();
        assertThat(ordered).extracting(AssessResult::criterion).isEqualTo(TEXTS);
        assertThat(ordered).extracting(AssessResult::passed).containsExactly(false, true, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is red in colour|It names just one colour|It has 5 words.",
                "0|1|2",
                "Criterion 2|Criterion 3|Criterion 4",
                "It names one colour.|It names one colour|It has 5 words.",
                "1|1|2"
            })
    void isNotKnownWhereItMayBeAnother(String said) {
        List<AssessResult> results =
                List.of(said.split("\\|", -1)).stream().map(each -> result(each, true)).toList();

        assertThat(CRITERIA.inOrder(results)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A!", "a!", " A! "})
    void isTheOneWithTheSameSigns(String said) {
        Criteria criteria = new Criteria(List.of("A?", "A!"));

        assertThat(criteria.inOrder(List.of(result(said, true), result("A?", false))))
                .contains(List.of(result("A?", false), result("A!", true)));
    }
}
