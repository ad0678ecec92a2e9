package dev.kbench.run;

import static dev.kbench.run.TestRuns.assertion;
import static dev.kbench.run.TestRuns.failed;
import static dev.kbench.run.TestRuns.run;
import static dev.kbench.run.TestRuns.unmeasured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Chat;
import dev.kbench.event.Usage;
import dev.kbench.key.Params;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

class RunTest {
    private static Run<?> completed(@Nullable Object value) {
        return run(1, new Outcome.Completed<>(value));
    }

    @Test
    void aCompletedRunHasItsResult() {
        Run<Double> run = run(1, new Outcome.Completed<>(0.5));
        assertThat(run.result()).isEqualTo(0.5);
        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.errorMessage()).isEmpty();
        assertThat(run.cached()).isFalse();
    }

    @Test
    void aFailedRunSaysWhy() {
        Run<Double> run = run(3, failed());
        assertThat(run.passed()).isFalse();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.errorMessage()).contains("ArithmeticException: / by zero");
        assertThatThrownBy(run::result)
                .isInstanceOf(RunFailedException.class)
                .hasMessage(
                        "Quiz/Run #3 on mock/model has no result: ArithmeticException: / by zero");
    }

    @Test
    void anUnmeasuredRunHasNoVerdictToPass() {
        Run<Double> run = run(4, unmeasured());
        assertThat(run.passed()).isFalse();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run).hasToString("Quiz/Run #4 ⚠️ PROVIDER_DOWN");
    }

    @Test
    void resultsAreShownAsAPersonWouldReadThem() {
        assertThat(completed(true).formatResult()).isEqualTo("✅");
        assertThat(completed(false).formatResult()).isEqualTo("❌");
        assertThat(completed(0.85).formatResult()).isEqualTo("0.85");
        assertThat(completed(new PassCount(3, 4)).formatResult()).isEqualTo("3 out of 4");
        assertThat(completed(new MetricWithCI(0.5, 0.1)).formatResult()).isEqualTo("0.5(±0.1)");
        assertThat(completed(null).formatResult()).isEqualTo("✅");
        assertThat(run(1, failed()).formatResult()).isEqualTo("❌ EXCEPTION");
    }

    @Test
    void aRunThatReturnsNothingIsShownByItsAssertions() {
        Run<@Nullable Object> run =
                run(
                        1,
                        "",
                        new Outcome.Completed<>(null),
                        Params.of(),
                        List.of(assertion(true), assertion(false)),
                        List.of());
        assertThat(run.formatResult()).isEqualTo("1 out of 2 assertions passed.");
        assertThat(run.passed()).isFalse();
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new PassCount(3, 2))
                .hasMessage("passed must be between 0 and the total, got 3 of 2");
        assertThatThrownBy(() -> new PassCount(-1, 2))
                .hasMessage("passed must be between 0 and the total, got -1 of 2");
        for (double[] wrong :
                new double[][] {
                    {Double.NaN, 0}, {1, Double.NaN}, {1, -0.1}, {1, Double.POSITIVE_INFINITY}
                }) {
            assertThatThrownBy(() -> new MetricWithCI(wrong[0], wrong[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("expected a finite value and a finite interval");
        }
    }

    @Test
    void theRecordHoldsPlainValuesOnly() {
        RunRecord done = run(1, new Outcome.Completed<>(0.5)).toRecord();
        assertThat(done.outcome())
                .isEqualTo(new OutcomeRecord("completed", "", "0.5", new Failure("", "", "")));
        assertThat(done.passed()).isTrue();
        assertThat(done.timing()).isEqualTo(new Timing(TestRuns.NOON, TestRuns.SEVEN_SECONDS));
        RunRecord down = run(2, unmeasured()).toRecord();
        assertThat(down.outcome().kind()).isEqualTo("unmeasured");
        assertThat(down.outcome().reason()).isEqualTo("PROVIDER_DOWN");
        assertThat(down.outcome().valueJson()).isEmpty();
    }

    @Test
    void aFailureWithoutAMessageIsItsType() {
        assertThat(Failure.of(new IllegalStateException()).summary())
                .isEqualTo("IllegalStateException");
        assertThat(Failure.of(new IllegalStateException("x")).trace())
                .startsWith("java.lang.IllegalStateException: x");
    }

    private static Run<Double> readBack(Supplier<Chat> chat) {
        return Run.readBack(
                TestRuns.identity(TestRuns.task("Quiz", ResultType.SCORE), 3, ""),
                Params.of(),
                new Outcome.Completed<>(0.5),
                List.of(),
                List.of(),
                chat,
                Usage.NONE,
                TestRuns.NOON,
                TestRuns.SEVEN_SECONDS,
                true);
    }

    @Test
    void aLostConversationIsToldByItAlone() {
        Run<Double> run =
                readBack(
                        () -> {
                            throw new IllegalStateException("segment 4 was pruned");
                        });
        assertThat(run.result()).isEqualTo(0.5);
        assertThat(run.passed()).isTrue();
        assertThat(run.toRecord().outcome().valueJson()).isEqualTo("0.5");
        assertThatThrownBy(run::chat)
                .isInstanceOf(TranscriptException.class)
                .hasMessage(
                        "Quiz/Run #3 on mock/model: its result is there, its conversation cannot be"
                                + " read back: IllegalStateException: segment 4 was pruned; run it"
                                + " again to have one");
    }

    @Test
    void aConversationIsReadWhenItIsAskedFor() {
        AtomicInteger reads = new AtomicInteger();
        Run<Double> run =
                readBack(
                        () -> {
                            reads.incrementAndGet();
                            return Chat.named("Quiz");
                        });
        assertThat(run.cached()).isTrue();
        assertThat(reads).hasValue(0);
        assertThat(run.chat().name()).isEqualTo("Quiz");
        assertThat(reads).hasValue(1);
    }
}
