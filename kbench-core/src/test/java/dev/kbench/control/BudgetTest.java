package dev.kbench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Budget.Unit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Budget ALL =
            Budget.usd("5.00").and(Budget.tokens(2_000_000)).and(Budget.calls(1));

    @Test
    void itSaysWhatItIsOf() {
        assertThat(ALL).hasToString("$5.00, 2,000,000 tokens, 1 call");
        assertThat(Budget.calls(20)).hasToString("20 calls");
    }

    @Test
    void itSaysWhatIsSpent() {
        assertThat(ALL.spent(new Outlay(4_981_200_000L, 12_345, 0)))
                .isEqualTo("$4.9812 of $5.00, 12,345 of 2,000,000 tokens, 0 of 1 call");
    }

    @ParameterizedTest
    @CsvSource({
        "0, $0.00",
        "1, $0.000000001",
        "31_234_567, $0.03123",
        "999_999_999, $1.00",
        "1_500_000_000, $1.50",
        "1_234_567_890_000, '$1,234.5679'"
    })
    void dollarsHaveTheDigitsThatTellSomething(String nanodollars, String text) {
        assertThat(Budget.dollars(Long.parseLong(nanodollars.replace("_", "")))).isEqualTo(text);
    }

    @Test
    void theFirstUnitThatWouldBeExceededIsTold() {
        assertThat(ALL.exceeded(new Outlay(5_000_000_000L, 2_000_000, 1))).isEmpty();
        assertThat(ALL.exceeded(new Outlay(5_000_000_001L, 3_000_000, 2))).hasValue(Unit.DOLLARS);
        assertThat(ALL.exceeded(new Outlay(0, 2_000_001, 2))).hasValue(Unit.TOKENS);
        assertThat(ALL.exceeded(new Outlay(0, 0, 2))).hasValue(Unit.CALLS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "-1", "0", "0.00", "1e3", "5,00", "$5", "5."})
    void whatIsNoDollarsIsRefused(String amount) {
        assertThatThrownBy(() -> Budget.usd(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a budget must be dollars such as 5.00 and more than 0, got '%s'", amount);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000", "99999999999", "0099999999999.5"})
    void dollarsHaveABound(String amount) {
        assertThatThrownBy(() -> Budget.usd(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a budget must be less than 1,000,000,000 dollars, got '%s'", amount);
    }

    @Test
    void theLargestAndTheSmallestAreTaken() {
        assertThat(Budget.usd("000999999999.9999999990").nanodollars())
                .hasValue(999_999_999_999_999_999L);
        assertThat(Budget.usd("0.000000001").nanodollars()).hasValue(1);
        assertThatThrownBy(() -> Budget.usd("0.0000000001"))
                .hasMessage(
                        "a budget must have at most nine digits behind the point, got"
                                + " '0.0000000001'");
    }

    @Test
    void nothingIsNoBudget() {
        assertThatThrownBy(() -> Budget.tokens(0))
                .hasMessage("a budget of tokens must be more than 0, got 0");
        assertThatThrownBy(() -> Budget.calls(-1))
                .hasMessage("a budget of calls must be more than 0, got -1");
    }

    @Test
    void aUnitIsBoundedOnce() {
        assertThatThrownBy(() -> Budget.calls(1).and(Budget.calls(2)))
                .hasMessage("the budget bounds calls already");
    }

    @Test
    void sumsStopAtTheirLimitsAndNothingIsGivenBack() {
        Outlay large = new Outlay(Long.MAX_VALUE, Long.MAX_VALUE - 1, 1);
        assertThat(large.plus(large)).isEqualTo(new Outlay(Long.MAX_VALUE, Long.MAX_VALUE, 2));
        assertThat(Outlay.NONE.minus(large)).isEqualTo(Outlay.NONE);
        assertThat(new Outlay(-1, -1, -1)).isEqualTo(Outlay.NONE);
    }
}
