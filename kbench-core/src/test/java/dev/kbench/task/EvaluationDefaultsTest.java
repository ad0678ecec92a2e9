package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.OnFailure;
import dev.kbench.run.RetryPolicy;
import dev.kbench.run.Runs;
import dev.kbench.workspace.EvaluationDefaults;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class EvaluationDefaultsTest extends EvaluationScenario {
    private static final EvaluationDefaults ALL =
            new EvaluationDefaults(
                    OptionalInt.of(3),
                    Optional.of(Duration.ofSeconds(90)),
                    OptionalInt.of(2),
                    Optional.of(Duration.ofMillis(1)),
                    Optional.of(OnFailure.CONTINUE),
                    true);

    private static Arena arena(OptionalInt jobs, EvaluationDefaults defaults) {
        return new Arena(
                new Overrides(
                        List.of(),
                        jobs,
                        OptionalInt.empty(),
                        Reuse.CONTINUE,
                        defaults,
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void whatIsNotSetIsCompleted() {
        EvaluationOptions options = new EvaluationOptions();
        assertThat(options.complete(ALL)).isEmpty();
        assertThat(options.trialCount()).isEqualTo(3);
        assertThat(options.limit()).hasValue(Duration.ofSeconds(90));
        assertThat(options.retry()).isEqualTo(new RetryPolicy(2, Duration.ofMillis(1)));
        assertThat(options.reaction()).isEqualTo(OnFailure.CONTINUE);
        assertThat(options.removesRunFiles()).isTrue();
    }

    @Test
    void whatIsSetStaysAndIsSaid() {
        EvaluationOptions options =
                new EvaluationOptions()
                        .trials(1)
                        .timeout(Duration.ofMillis(1500))
                        .maxAttempts(2)
                        .retryDelay(Duration.ZERO)
                        .onFailure(OnFailure.RAISE)
                        .removeRunFiles(false);
        assertThat(options.complete(ALL))
                .containsExactly(
                        "the command asks for trials 3, but the code sets 1",
                        "the command asks for timeout 1m30s, but the code sets 1.5s",
                        "the command asks for retryDelay 0.001s, but the code sets 0s",
                        "the command asks for onFailure continue, but the code sets raise",
                        "the command asks for removeRunFiles true, but the code sets false");
        assertThat(options.trialCount()).isOne();
        assertThat(options.limit()).hasValue(Duration.ofMillis(1500));
        assertThat(options.retry()).isEqualTo(new RetryPolicy(2, Duration.ZERO));
        assertThat(options.reaction()).isEqualTo(OnFailure.RAISE);
        assertThat(options.removesRunFiles()).isFalse();
    }

    @Test
    void evaluationsInsideATaskAreItsOwn() {
        Task<Integer> outer =
                Task.named("outer")
                        .returning(int.class)
                        .body(
                                (llm, _) ->
                                        echo.evaluate(with -> with.llms(llm).data(words(2)))
                                                .size());
        Runs<Integer> runs =
                arena(OptionalInt.empty(), ALL).call(() -> outer.evaluate(with -> with.llms(a)));
        assertThat(runs.size()).isEqualTo(3);
        assertThat(runs.get(0).result()).isEqualTo(2);
    }

    @Test
    void asManyJobsAsAreAllowedMayBeWished() {
        Arena arena = arena(OptionalInt.of(Overrides.AUTO_JOBS), EvaluationDefaults.NONE);
        arena.call(() -> echo.evaluate(with -> with.llms(a).data(words(2)).jobs(1)));
        assertThat(arena.notices())
                .containsExactly("echo: 2 runs at a time: there are no more runs");
    }

    @Test
    void whatAnEvaluationWouldRefuseIsRefused() {
        assertThatThrownBy(() -> defaults(0, Duration.ofSeconds(1), 1, Duration.ZERO))
                .hasMessage("trials must be 1 or more, got 0");
        assertThatThrownBy(() -> defaults(1, Duration.ZERO, 1, Duration.ZERO))
                .hasMessage("timeout must be more than 0, got PT0S");
        assertThatThrownBy(() -> defaults(1, Duration.ofSeconds(1), 0, Duration.ZERO))
                .hasMessage("maxAttempts must be 1 or more, got 0");
        assertThatThrownBy(() -> defaults(1, Duration.ofSeconds(1), 1, Duration.ofSeconds(-1)))
                .hasMessage("retryDelay must be 0 or more, got PT-1S");
    }

    private static EvaluationDefaults defaults(
            int trials, Duration timeout, int attempts, Duration delay) {
        return new EvaluationDefaults(
                OptionalInt.of(trials),
                Optional.of(timeout),
                OptionalInt.of(attempts),
                Optional.of(delay),
                Optional.empty(),
                false);
    }
}
