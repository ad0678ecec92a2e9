package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.llm.Llm;
import dev.kbench.table.DataFrame;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/// What the platform's environment says of a task's texts.
class TaskLimitsTest {
    private static final String NAME = "KAGGLE_BENCHMARK_MAX_NAME_LENGTH";
    private static final String DESCRIPTION = "KAGGLE_BENCHMARK_MAX_DESCRIPTION_LENGTH";

    private final MockLlm llm = MockLlm.cycling("yes");

    @Benchmark(name = "𝄞 quiz", description = "Asks a thing.")
    boolean quiz(Llm model) {
        return model.prompt("Yes?").equals("yes");
    }

    @Test
    void aNameThatIsTooLongIsRefusedBeforeAModelIsAsked() {
        assertThatThrownBy(
                        () -> InMemory.call(Map.of(NAME, "5"), () -> Task.of(this::quiz).run(llm)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the name of task '𝄞 quiz' is 6 characters long, expected 5 at most"
                                + " (KAGGLE_BENCHMARK_MAX_NAME_LENGTH); shorten the name that"
                                + " @Benchmark gives it");
        assertThat(llm.invocations()).isEmpty();
    }

    @Test
    void soIsADescriptionAlsoInAnEvaluationAndInsideARun() {
        String message =
                "the description of task '𝄞 quiz' is 13 characters long, expected 12 at most"
                    + " (KAGGLE_BENCHMARK_MAX_DESCRIPTION_LENGTH); shorten its doc comment, or give"
                    + " @Benchmark a description";
        DataFrame rows = DataFrame.ofRows(Map.of());
        Task<Boolean> outer =
                Task.named("o")
                        .returning(boolean.class)
                        .body((_, _) -> Task.of(this::quiz).run(llm).passed());

        assertThatThrownBy(
                        () ->
                                InMemory.call(
                                        Map.of(DESCRIPTION, "12"),
                                        () ->
                                                Task.of(this::quiz)
                                                        .evaluate(
                                                                with -> with.llms(llm).data(rows))))
                .hasMessage(message);
        assertThatThrownBy(() -> InMemory.call(Map.of(DESCRIPTION, "12"), () -> outer.run(llm)))
                .rootCause()
                .hasMessage(message);
        assertThat(llm.invocations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "0", "-1", "many"})
    void whatFitsAndWhatIsNoLimitIsRun(String limit) {
        assertThatCode(() -> InMemory.call(Map.of(NAME, limit), () -> Task.of(this::quiz).run(llm)))
                .doesNotThrowAnyException();
        assertThat(llm.invocations()).hasSize(1);
    }
}
