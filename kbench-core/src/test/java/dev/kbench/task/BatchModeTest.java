package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.run.OnFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Map;

/// A Kaggle batch run waits for all runs before it raises.
class BatchModeTest extends EvaluationScenario {
    private final Task<Double> odd =
            Task.named("odd")
                    .returning(double.class)
                    .param("word", String.class)
                    .body(
                            (_, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                if ((word.charAt(1) & 1) == 1) {
                                    throw new IOException("no " + word);
                                }
                                return 1.0;
                            });

    @ParameterizedTest
    @CsvSource({"KAGGLE_KERNEL_RUN_TYPE, Batch", "CONTINUE_WITH_EXCEPTIONS, true"})
    void allAreRunAndOneSummaryIsThrown(String name, String value) {
        assertThatThrownBy(
                        () ->
                                InMemory.call(
                                        Map.of(name, value),
                                        () -> odd.evaluate(with -> with.llms(a).data(words(5)))))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "odd: 2 of 5 runs had no result;"
                                                    + " the first: Run #2 (row 1) on a:"
                                                    + " IOException: no w1."
                                                    + " onFailure(OnFailure.CONTINUE) goes on"
                                                    + " instead");
                            assertThat(e.runs().size()).isEqualTo(5);
                        });
    }

    @Test
    void insideATaskTheFirstFailureIsRaisedAtOnce() throws Exception {
        Task<Double> outer =
                Task.named("outer")
                        .returning(double.class)
                        .body(
                                (llm, _) ->
                                        odd.evaluate(with -> with.llms(llm).data(words(5)))
                                                .score()
                                                .value());
        int subruns =
                InMemory.call(
                        Map.of("KAGGLE_KERNEL_RUN_TYPE", "batch"),
                        () ->
                                outer.evaluate(with -> with.llms(a).onFailure(OnFailure.CONTINUE))
                                        .get(0)
                                        .subruns()
                                        .size());
        assertThat(subruns).isEqualTo(2);
    }
}
