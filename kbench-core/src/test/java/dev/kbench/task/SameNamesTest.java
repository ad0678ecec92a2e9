package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.List;
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
    void ofARunThatWasAskedForItsResultTheReferenceDecides() {
        Llm elsewhere =
                new Llm(
                        new Connection(
                                ModelRef.of("mock", "elsewhere"), "mock", new Babbling(), ""),
                        List.of());
        Task<Double> inner =
                Task.named("inner").returning(double.class).body((model, _) -> ask(model));

        judgeFailed(outcome(llm, (_, _) -> inner.attempt(elsewhere).result()));
        judgeFailed(outcome(llm, (_, _) -> mean(inner, elsewhere)));
        unparsable(outcome(llm, (own, _) -> inner.attempt(own).result()));
        unparsable(outcome(llm, (own, _) -> mean(inner, own)));
    }

    private static double mean(Task<Double> task, Llm model) {
        return task.evaluate(with -> with.llms(model)).score().value();
    }

    private static final class Babbling implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of("no number", Usage.NONE);
        }

        @Override
        public void close() {}
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
