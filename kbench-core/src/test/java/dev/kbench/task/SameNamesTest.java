package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;

/// Two models of one name are two models: what the judge gets wrong is not the candidate's fault.
class SameNamesTest {
    private final MockLlm llm = MockLlm.answering("mock", _ -> "no number");
    private final MockLlm judge = MockLlm.answering("mock", _ -> "no number");

    private static Outcome<?> outcome(MockLlm candidate, TaskBuilder.Computation<Double> body) {
        Task<Double> task = Task.named("t").returning(double.class).body(body);
        Run<Double> run = Arena.alone(() -> task.attempt(candidate));
        return run.outcome();
    }

    private static void judgeFailed(Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Unmeasured.class,
                        unmeasured ->
                                assertThat(unmeasured.reason())
                                        .isEqualTo(UnmeasuredReason.JUDGE_FAILED));
    }

    private static void unparsable(Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.kind()).isEqualTo(FailureKind.UNPARSABLE));
    }

    private static double ask(Llm model) {
        return model.prompt("?", double.class);
    }

    @Test
    void whatTheCandidateGetsWrongIsItsFault() {
        unparsable(outcome(llm, (own, _) -> ask(own)));
        unparsable(outcome(llm, (own, _) -> ask(own.streaming(true))));
    }

    @Test
    void whatTheJudgeGetsWrongIsNot() {
        judgeFailed(outcome(llm, (_, _) -> ask(judge)));
    }

    @Test
    void whatTheTaskPutsAroundItChangesNothing() {
        judgeFailed(
                outcome(
                        llm,
                        (_, _) -> {
                            try {
                                return ask(judge);
                            } catch (RuntimeException e) {
                                throw new IllegalStateException("no score", e);
                            }
                        }));
    }

    @Test
    void aProviderThatRefusesTheJudgesRequestLeavesNoVerdict() {
        MockLlm filtered =
                MockLlm.answering(
                        "mock",
                        _ -> {
                            throw new PermanentProviderException(
                                    Trouble.CONTENT_REFUSED, "mock", 400, "filtered", null);
                        });
        judgeFailed(outcome(llm, (_, _) -> ask(filtered)));
    }

    @Test
    void aRunInsideThatMeasuredTheJudgeIsTheJudges() {
        Task<Double> inner =
                Task.named("inner").returning(double.class).body((model, _) -> ask(model));
        judgeFailed(outcome(llm, (_, _) -> inner.run(judge).result()));
        unparsable(outcome(llm, (own, _) -> inner.run(own).result()));
    }

    @Test
    void onAThreadWithoutARunTheNameDecides() {
        unparsable(
                outcome(
                        llm,
                        (_, _) ->
                                CompletableFuture.supplyAsync(
                                                () -> {
                                                    try (var _ = Contexts.enter(Chat.named("x"))) {
                                                        return ask(judge);
                                                    }
                                                })
                                        .join()));
    }
}
