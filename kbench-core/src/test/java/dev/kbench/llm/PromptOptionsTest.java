package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

class PromptOptionsTest {
    private final PromptOptions options = new PromptOptions(false);

    private static void refused(Consumer<PromptOptions> with, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with.accept(new PromptOptions(false)))
                .withMessage(message);
    }

    @Test
    void takeTheirBounds() {
        options.temperature(2).maxTokens(1).seed(Long.MIN_VALUE);
        new PromptOptions(false).temperature(0).maxTokens(Integer.MAX_VALUE).seed(Long.MAX_VALUE);

        assertThat(options.temperature()).hasValue(2);
        assertThat(options.maxTokens()).hasValue(1);
        assertThat(options.seed()).hasValue(Long.MIN_VALUE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 2.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refuseATemperatureOutOfBounds(double value) {
        refused(
                with -> with.temperature(value),
                "temperature must be between 0 and 2, got " + value);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refuseNoTokens(int value) {
        refused(with -> with.maxTokens(value), "maxTokens must be 1 or more, got " + value);
    }

    @Test
    void refuseToBeSetTwice() {
        refused(
                with -> with.temperature(0.7).temperature(0.7),
                "temperature was already set to 0.7");
        refused(with -> with.seed(1).seed(2), "seed was already set to 1");
        refused(with -> with.maxTokens(1).maxTokens(2), "maxTokens was already set to 1");
        refused(
                with -> with.apiParams(Map.of("top_p", 0.9)).apiParams(Map.of("top_p", 1)),
                "apiParams 'top_p' was already set to 0.9");
    }

    @Test
    void refuseTwoLimits() {
        refused(
                with -> with.apiParams(Map.of("max_tokens", 5)).maxTokens(7),
                "apiParams 'max_tokens' was already set to 5");
        refused(
                with -> with.maxTokens(7).apiParams(Map.of("max_completion_tokens", 5)),
                "maxTokens was already set to 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "messages",
                "temperature",
                "seed",
                "stream",
                "tools",
                "response_format"
            })
    void refuseParametersThatAreOptions(String name) {
        refused(
                with -> with.apiParams(Map.of(name, 1)),
                "'"
                        + name
                        + "' cannot be set by apiParams: it is an option of its own or part of"
                        + " every request");
    }

    @Test
    void refuseParametersWithoutAValue() {
        Map<String, Object> params = new HashMap<>();
        params.put("stop", null);

        refused(
                with -> with.apiParams(params),
                "apiParams takes names and values, got stop=null; leave out what is not to be"
                        + " sent");
    }

    @Test
    void keepParametersAsTheyAre() {
        options.apiParams(Map.of("max_tokens", 5)).apiParams(Map.of("stop", "\ud800"));

        assertThat(options.apiParams())
                .containsEntry("max_tokens", 5)
                .containsEntry("stop", "\ud800");
    }
}
