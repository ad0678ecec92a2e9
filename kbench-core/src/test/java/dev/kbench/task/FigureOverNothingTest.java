package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.table.DataFrame;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A task that returns a figure over runs of which none has a verdict.
class FigureOverNothingTest {
    private static final DataFrame ROWS =
            DataFrame.ofRows(Map.of("word", "a"), Map.of("word", "b"));

    @Benchmark
    boolean part(Llm llm, String word) {
        return llm.prompt(word).equals(word);
    }

    private Runs<Boolean> parts(Llm llm) {
        return Task.of(this::part)
                .evaluate(with -> with.llms(llm).data(ROWS).onFailure(OnFailure.CONTINUE));
    }

    @Benchmark
    double share(Llm llm) {
        return parts(llm).passRate().value();
    }

    @Benchmark
    MetricWithCI interval(Llm llm) {
        return new MetricWithCI(parts(llm).passRate().value(), 0);
    }

    @Benchmark
    double nothing(Llm llm) {
        return Double.NaN;
    }

    private static <T> Run<T> attempt(Task<T> task, Llm llm) throws Exception {
        return InMemory.call(Map.of(), () -> task.attempt(llm));
    }

    @Test
    void itHasNoVerdictForTheirReason() throws Exception {
        Llm llm = MockLlm.answering("m", FigureOverNothingTest::unavailable);

        for (Task<?> task : List.of(Task.of(this::share), Task.of(this::interval))) {
            Run<?> run = attempt(task, llm);
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Unmeasured.class,
                            outcome ->
                                    assertThat(outcome.reason())
                                            .isEqualTo(UnmeasuredReason.PROVIDER_DOWN));
            assertThat(run.errorMessage().orElseThrow())
                    .endsWith(
                            "Exception: there is nothing to take a figure of, since none of the 2"
                                    + " runs inside has a verdict: RetryableProviderException:"
                                    + " down for the night");
        }
    }

    private static String unavailable(ModelRequest request) {
        throw new RetryableProviderException(
                ModelProviderException.Trouble.UNAVAILABLE,
                "m",
                503,
                "down for the night",
                Duration.ZERO,
                null);
    }

    @Test
    void oneVerdictAmongThemMakesItANumber() throws Exception {
        Llm llm =
                MockLlm.answering(
                        "m",
                        request ->
                                request.messages().getLast().text().equals("a")
                                        ? "a"
                                        : unavailable(request));

        assertThat(attempt(Task.of(this::share), llm).result()).isEqualTo(1.0);
    }

    @Test
    void aNumberThatIsNoneWithoutAnyRunIsTheTasksOwn() throws Exception {
        Run<Double> run = attempt(Task.of(this::nothing), MockLlm.cycling("never asked"));

        assertThat(OutcomeRecord.kindOf(run.outcome()).reason())
                .isEqualTo(FailureKind.EXCEPTION.name());
    }
}
