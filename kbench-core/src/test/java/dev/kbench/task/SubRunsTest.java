package dev.kbench.task;

import static dev.kbench.Kbench.assertTrue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Contexts;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class SubRunsTest {
    private final MockLlm llm = MockLlm.answering("candidate", _ -> "no number");
    private final MockLlm judge = MockLlm.answering("judge", _ -> "no number");
    private final Arena arena = new Arena();

    private final Task<Boolean> inner =
            Task.named("inner")
                    .returning(boolean.class)
                    .param("good", boolean.class)
                    .body((_, params) -> (Boolean) params.value("good").orElseThrow());
    private final Task<Void> throwing =
            Task.named("throwing")
                    .body(
                            (_, _) -> {
                                throw new IllegalStateException("inner trouble");
                            });
    private final Task<Integer> asking =
            Task.named("asking")
                    .returning(int.class)
                    .body((model, _) -> model.prompt("How many?", int.class));

    private <R> Run<R> attempt(Class<R> type, TaskBuilder.Computation<R> body) {
        Task<R> outer = Task.named("outer").returning(type).body(body);
        return arena.call(() -> outer.attempt(llm));
    }

    @Test
    void aTaskInsideATaskBecomesASubRun() {
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            inner.run(model, true);
                            inner.run(model, true);
                            return 1.0;
                        });
        assertThat(run.subruns().asList()).extracting(Run::id).containsExactly("Run #1", "Run #2");
        assertThat(run.subruns().asList())
                .allSatisfy(
                        sub ->
                                assertThat(sub.identity().parentUid())
                                        .isEqualTo(run.identity().uid()));
        assertThat(run.passed()).isTrue();
        assertThat(arena.store.runs())
                .extracting(stored -> stored.task().name())
                .containsExactly("inner", "inner", "outer");
    }

    @Test
    void aSubRunThatDoesNotPassFailsTheParentsVerdictOnly() {
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            inner.run(model, false);
                            return 1.0;
                        });
        assertThat(run.result()).isEqualTo(1.0);
        assertThat(run.passed()).isFalse();
    }

    @Test
    void aFailingSubRunFailsItsParent() {
        Run<Boolean> run =
                attempt(
                        boolean.class,
                        (model, _) -> {
                            throwing.run(model);
                            return true;
                        });
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run.errorMessage())
                .contains(
                        "RunFailedException: throwing/Run #1 on candidate has no result:"
                                + " IllegalStateException: inner trouble");
        assertThat(run.subruns().asList()).hasSize(1);
    }

    @Test
    void unlessItIsCaught() {
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            try {
                                throwing.run(model);
                            } catch (RunFailedException e) {
                                return 0.5;
                            }
                            return 1.0;
                        });
        assertThat(run.result()).isEqualTo(0.5);
        assertThat(run.passed()).isFalse();
    }

    @Test
    void orAttempted() {
        Run<Boolean> run = attempt(boolean.class, (model, _) -> throwing.attempt(model).passed());
        assertThat(run.result()).isFalse();
    }

    @Test
    void theCandidatesBabbleInASubRunFailsTheParent() {
        Run<Integer> run = attempt(int.class, (model, _) -> asking.run(model).result());
        assertThat(((Outcome.Failed<?>) run.outcome()).kind()).isEqualTo(FailureKind.UNPARSABLE);
    }

    @Test
    void theJudgesBabbleInASubRunLeavesNoVerdict() {
        Run<Integer> run = attempt(int.class, (_, _) -> asking.run(judge).result());
        assertThat(((Outcome.Unmeasured<?>) run.outcome()).reason())
                .isEqualTo(UnmeasuredReason.JUDGE_FAILED);
        assertThat(((Outcome.Failed<?>) run.subruns().get(0).outcome()).kind())
                .isEqualTo(FailureKind.UNPARSABLE);
    }

    @Test
    void aProviderThatIsDownInASubRunLeavesNoVerdict() {
        MockLlm down =
                MockLlm.answering(
                        "candidate",
                        _ -> {
                            throw new PermanentProviderException(
                                    Trouble.RATE_LIMITED, "candidate", 429, "slow down", null);
                        });
        Task<Integer> outer =
                Task.named("outer")
                        .returning(int.class)
                        .body((model, _) -> asking.run(model).result());
        Run<Integer> run = arena.call(() -> outer.attempt(down));
        assertThat(((Outcome.Unmeasured<?>) run.outcome()).reason())
                .isEqualTo(UnmeasuredReason.RATE_LIMITED);
    }

    @Test
    void eachRunHasAConversationOfItsOwn() {
        Task<Void> talk = Task.named("talk").body((model, _) -> model.prompt("inside"));
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            model.prompt("before");
                            talk.run(model);
                            model.prompt("after");
                            return 1.0;
                        });
        assertThat(run.chat().messages())
                .extracting(message -> message.text())
                .containsExactly("before", "no number", "after", "no number");
        assertThat(run.subruns().get(0).chat().messages()).hasSize(2);
    }

    @Test
    void aCarriedThreadsRunIsASubRun() {
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                                threads.submit(Contexts.carry(() -> inner.run(model, true))).get();
                            }
                            return 1.0;
                        });
        assertThat(run.subruns().size()).isEqualTo(1);
    }

    @Test
    void aRunAfterItsParentEndedIsRefused() {
        List<Callable<Run<Boolean>>> late = new ArrayList<>();
        List<Llm> asked = new ArrayList<>();
        Task<Boolean> counted =
                Task.named("late").returning(boolean.class).body((model, _) -> asked.add(model));
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            late.add(Contexts.carry(() -> counted.run(model)));
                            return 1.0;
                        });
        assertThatThrownBy(() -> late.getFirst().call())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "task 'late' was run inside a run that has ended; wait for your own threads"
                                + " before the task returns");
        assertThat(asked).isEmpty();
        assertThat(run.subruns().isEmpty()).isTrue();
    }

    @Test
    void assertionsBelongToTheInnermostRun() {
        Task<Void> checks = Task.named("checks").body((_, _) -> assertTrue(true, "inside"));
        Run<Double> run =
                attempt(
                        double.class,
                        (model, _) -> {
                            checks.run(model);
                            assertTrue(true, "outside");
                            return 1.0;
                        });
        assertThat(run.assertionResults())
                .extracting(result -> result.expectation())
                .containsExactly("outside");
        assertThat(run.subruns().get(0).assertionResults())
                .extracting(result -> result.expectation())
                .containsExactly("inside");
    }
}
