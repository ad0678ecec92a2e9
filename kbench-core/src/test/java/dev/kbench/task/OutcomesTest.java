package dev.kbench.task;

import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.kbench.chat.Contexts;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.Outcome;
import dev.kbench.run.PassCount;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.RunStatus;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

class OutcomesTest {
    private final MockLlm llm = MockLlm.answering("candidate", _ -> "no number");
    private final MockLlm judge = MockLlm.answering("judge", _ -> "no number");

    private <R> Run<R> attempt(Class<R> type, TaskBuilder.Computation<R> body) {
        Task<R> task = Task.named("t").returning(type).body(body);
        return Arena.alone(() -> task.attempt(llm));
    }

    private Run<Void> check(TaskBuilder.Action body) {
        Task<Void> task = Task.named("t").body(body);
        return Arena.alone(() -> task.attempt(llm));
    }

    private static FailureKind kind(Run<?> run) {
        assertThat(run.outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.passed()).isFalse();
        return ((Outcome.Failed<?>) run.outcome()).kind();
    }

    private static UnmeasuredReason reason(Run<?> run) {
        assertThat(run.outcome()).isInstanceOf(Outcome.Unmeasured.class);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.passed()).isFalse();
        return ((Outcome.Unmeasured<?>) run.outcome()).reason();
    }

    @Nested
    class Exceptions {
        @Test
        void aCheckedExceptionFailsTheRun() {
            Run<Double> run =
                    attempt(
                            double.class,
                            (_, _) -> {
                                throw new IOException("no tide data");
                            });
            assertThat(kind(run)).isEqualTo(FailureKind.EXCEPTION);
            assertThat(run.errorMessage()).contains("IOException: no tide data");
            assertThat(run.failure().orElseThrow().trace()).contains("OutcomesTest.java:");
        }

        @Test
        void runThrowsWhatAttemptGivesBack() {
            IOException cause = new IOException("no tide data");
            Task<Double> task =
                    Task.named("tides")
                            .returning(double.class)
                            .body(
                                    (_, _) -> {
                                        throw cause;
                                    });
            assertThatThrownBy(() -> Arena.alone(() -> task.run(llm)))
                    .isInstanceOf(RunFailedException.class)
                    .hasMessage(
                            "tides/Run #1 on candidate has no result: IOException: no tide data")
                    .satisfies(e -> assertThat(e.getCause()).isSameAs(cause))
                    .satisfies(
                            e ->
                                    assertThat(kind(((RunFailedException) e).run()))
                                            .isEqualTo(FailureKind.EXCEPTION));
        }

        @Test
        void anErrorOfTheTasksOwnFailsTheRun() {
            assertThat(
                            kind(
                                    check(
                                            (_, _) -> {
                                                throw new NoClassDefFoundError("x/Y");
                                            })))
                    .isEqualTo(FailureKind.EXCEPTION);
        }

        @Test
        void endlessRecursionFailsTheRun() {
            Run<Void> run = check((_, _) -> endless(0));
            assertThat(kind(run)).isEqualTo(FailureKind.EXCEPTION);
            assertThat(run.errorMessage()).contains("StackOverflowError");
        }

        private int endless(int depth) {
            return 1 + endless(depth + 1);
        }

        @Test
        void aVirtualMachineWithoutMemoryFailsItsRunAndIsThrownOn() {
            Arena arena = new Arena();
            OutOfMemoryError error = new OutOfMemoryError("heap");
            Task<Void> task =
                    Task.named("t")
                            .body(
                                    (_, _) -> {
                                        throw error;
                                    });
            assertThatThrownBy(() -> arena.call(() -> task.attempt(llm))).isSameAs(error);
            assertThat(arena.store.runs())
                    .singleElement()
                    .satisfies(
                            run ->
                                    assertThat(run.errorMessage())
                                            .contains("OutOfMemoryError: heap"));
        }

        @Test
        void anInterruptLeavesNoVerdictAndGoesOn() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                throw new InterruptedException();
                            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.CANCELLED);
            assertThat(run.errorMessage()).contains("InterruptedException");
        }

        @Test
        void aToolThatThisMachineLacksLeavesNoVerdict() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                throw new IllegalStateException(
                                        new ToolUnavailableException("no box; install bubblewrap"));
                            });
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.TOOL_UNAVAILABLE);
        }

        @Test
        void theInterruptComesAfterTheRunWasStored() {
            Arena arena = new Arena();
            List<Boolean> flags = new ArrayList<>();
            arena.workspace.listeners().add(_ -> flags.add(Thread.currentThread().isInterrupted()));
            Task<Void> task = Task.named("t").body((_, _) -> Thread.currentThread().interrupt());
            arena.call(() -> task.attempt(llm));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(flags).isNotEmpty().doesNotContain(true);
        }

        @Test
        void anExceptionWithoutTextIsToldByItsType() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                throw new IllegalStateException();
                            });
            assertThat(run.errorMessage()).contains("IllegalStateException");
        }
    }

    @Nested
    class Checks {
        @Test
        void aStoppedPassFailTaskCompletesAsNotPassed() {
            Run<Void> run = check((_, _) -> fail("too long"));
            assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
            assertThat(run.passed()).isFalse();
            assertThat(run.assertionResults()).hasSize(1);
            AssertionResult result = run.assertionResults().getFirst();
            assertThat(result.expectation()).isEqualTo("too long");
            assertThat(result.line()).isPositive();
        }

        @Test
        void aStoppedBooleanTaskCompletesAsFalse() {
            Run<Boolean> run = attempt(boolean.class, (_, _) -> fail("no"));
            assertThat(run.result()).isFalse();
            assertThat(run.passed()).isFalse();
        }

        @Test
        void aStoppedTaskThatOwesAValueFails() {
            assertThat(kind(attempt(double.class, (_, _) -> fail("no"))))
                    .isEqualTo(FailureKind.ASSERTION);
        }

        @Test
        void aJavaAssertIsRecordedOnItsLine() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                assert 1 + 1 == 3 : "sums";
                            });
            assertThat(run.assertionResults().getFirst().expectation()).isEqualTo("sums");
            assertThat(run.assertionResults().getFirst().source())
                    .isEqualTo("assert 1 + 1 == 3 : \"sums\";");
        }

        @Test
        void aRequirementIsRecordedOnce() {
            Run<Void> run = check((_, _) -> requireAssertion(false, "needed"));
            assertThat(run.assertionResults()).hasSize(1);
            assertThat(run.passed()).isFalse();
        }

        @Test
        void aCheckOnAThreadOfTheTasksOwnIsAVerdictToo() {
            Run<Boolean> run =
                    attempt(
                            boolean.class,
                            (_, _) -> {
                                FutureTask<Boolean> other =
                                        new FutureTask<>(Contexts.carry(() -> fail("other")));
                                other.run();
                                return other.get();
                            });
            assertThat(run.result()).isFalse();
            assertThat(run.assertionResults().getFirst().expectation()).isEqualTo("other");
            Run<Boolean> joined =
                    attempt(
                            boolean.class,
                            (_, _) ->
                                    CompletableFuture.<Boolean>supplyAsync(
                                                    () -> fail("joined"), Runnable::run)
                                            .join());
            assertThat(joined.result()).isFalse();
        }

        @Test
        void itNeitherRaises() {
            Task<Double> task = Task.named("t").returning(double.class).body((_, _) -> fail("no"));
            assertThat(kind(Arena.alone(() -> task.run(llm)))).isEqualTo(FailureKind.ASSERTION);
        }

        @Test
        void aRunWithoutAnyAssertionPassesWithAWarning() {
            Arena arena = new Arena();
            Task<Void> task = Task.named("t").body((_, _) -> {});
            assertThat(arena.call(() -> task.run(llm)).passed()).isTrue();
            assertThat(arena.notices())
                    .containsExactly(
                            "t/Run #1 passed without a single assertion: assert something, or"
                                    + " return a value");
        }

        @Test
        void aRecordedFailureFailsAValueThatPasses() {
            Run<Boolean> run =
                    attempt(
                            boolean.class,
                            (_, _) -> {
                                assertTrue(false, "recorded");
                                return true;
                            });
            assertThat(run.result()).isTrue();
            assertThat(run.passed()).isFalse();
        }

        @Test
        void anAssertionOnALostThreadIsRefused() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                                    threads.submit(() -> recordAssertion(true, "lost")).get();
                                }
                            });
            assertThat(kind(run)).isEqualTo(FailureKind.EXCEPTION);
            assertThat(run.errorMessage().orElseThrow()).contains("Contexts.carry");
        }
    }

    @Nested
    class Models {
        @Test
        void anAnswerOfTheCandidateThatCannotBeReadFails() {
            Run<Integer> run = attempt(int.class, (m, _) -> m.prompt("How many?", int.class));
            assertThat(kind(run)).isEqualTo(FailureKind.UNPARSABLE);
        }

        @Test
        void anAnswerOfTheJudgeThatCannotBeReadLeavesNoVerdict() {
            Run<Integer> run = attempt(int.class, (_, _) -> judge.prompt("How many?", int.class));
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.JUDGE_FAILED);
        }

        @Test
        void aRefusalOfTheCandidateFailsAndTheJudgesLeavesNoVerdict() {
            assertThat(kind(check((_, _) -> refuse("candidate")))).isEqualTo(FailureKind.REFUSED);
            assertThat(reason(check((_, _) -> refuse("judge"))))
                    .isEqualTo(UnmeasuredReason.JUDGE_FAILED);
        }

        private void refuse(String model) {
            throw new UnparsableAnswerException("a whole number", "it is no number", "I cannot.")
                    .from(model, true);
        }

        @Test
        void theCauseDecidesForWhatWrapsIt() {
            Run<Integer> run =
                    attempt(
                            int.class,
                            (m, _) -> {
                                try {
                                    return m.prompt("How many?", int.class);
                                } catch (RuntimeException e) {
                                    throw new IllegalStateException("wrapped", e);
                                }
                            });
            assertThat(kind(run)).isEqualTo(FailureKind.UNPARSABLE);
            assertThat(run.errorMessage()).contains("IllegalStateException: wrapped");
        }

        @Test
        void withoutACandidateEveryModelIsOne() {
            Task<Integer> task = Task.of("t", () -> judge.prompt("How many?", int.class));
            assertThat(kind(Arena.alone(() -> task.attempt()))).isEqualTo(FailureKind.UNPARSABLE);
        }

        @Test
        void aFilterThatKeepsTheRequestFromTheCandidateIsARefusal() {
            Run<Void> run =
                    check(
                            (_, _) -> {
                                throw new PermanentProviderException(
                                        Trouble.CONTENT_REFUSED, "candidate", 400, "no", null);
                            });
            assertThat(kind(run)).isEqualTo(FailureKind.REFUSED);
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONTENT_REFUSED")
        void aProviderThatGivesNoAnswerLeavesNoVerdict(Trouble trouble) {
            UnmeasuredReason expected =
                    switch (trouble) {
                        case RATE_LIMITED -> UnmeasuredReason.RATE_LIMITED;
                        case TIMED_OUT -> UnmeasuredReason.TIMED_OUT;
                        default -> UnmeasuredReason.PROVIDER_DOWN;
                    };
            assertThat(
                            reason(
                                    check(
                                            (_, _) -> {
                                                throw new PermanentProviderException(
                                                        trouble, "candidate", 0, "no", null);
                                            })))
                    .isEqualTo(expected);
            assertThat(
                            reason(
                                    check(
                                            (_, _) -> {
                                                throw new RetryableProviderException(
                                                        trouble, "judge", 0, "no", null, null);
                                            })))
                    .isEqualTo(UnmeasuredReason.JUDGE_FAILED);
        }

        @Test
        void aCancelledFutureLeavesNoVerdict() {
            assertThat(
                            reason(
                                    check(
                                            (_, _) -> {
                                                throw new CancellationException("stop");
                                            })))
                    .isEqualTo(UnmeasuredReason.CANCELLED);
        }
    }

    @Nested
    class Results {
        private void refuses(Run<?> run, String message) {
            assertThat(kind(run)).isEqualTo(FailureKind.EXCEPTION);
            assertThat(run.errorMessage())
                    .contains("InvalidResultException: task 't' returned " + message);
        }

        private static final String MEAN =
                "; expected a finite number. A mean over no completed runs is not a number: check"
                        + " size() first";

        @Test
        void whatIsNoNumberIsNoResult() {
            refuses(attempt(double.class, (_, _) -> Double.NaN), "NaN" + MEAN);
            refuses(attempt(float.class, (_, _) -> Float.NEGATIVE_INFINITY), "-Infinity" + MEAN);
            refuses(
                    attempt(Map.class, (_, _) -> Map.of("a", List.of(1, Double.NaN))),
                    "NaN at a[1]" + MEAN);
            refuses(
                    attempt(Map.class, (_, _) -> Map.of("a", new double[] {Double.NaN})),
                    "NaN at a[0]" + MEAN);
        }

        @Test
        void nullIsNoResult() {
            refuses(attempt(Boolean.class, (_, _) -> null), "null; expected a value to return");
        }

        @Test
        void whatAFileCannotHoldIsNoResult() {
            refuses(
                    attempt(Map.class, (_, _) -> Map.of("a", Thread.currentThread())),
                    "what a run file cannot hold: a java.lang.Thread at $.a has no canonical form;"
                            + " use text, numbers, booleans, enums, dates, records, lists or maps");
            Map<String, Object> endless = new HashMap<>();
            endless.put("a", endless);
            Run<?> run = attempt(Map.class, (_, _) -> endless);
            assertThat(kind(run)).isEqualTo(FailureKind.EXCEPTION);
            assertThat(run.errorMessage().orElseThrow()).contains("nested more than 200 deep");
        }

        @Test
        void theRunIsStoredAllTheSame() {
            Arena arena = new Arena();
            Task<Double> task = Task.named("t").returning(double.class).body((_, _) -> Double.NaN);
            arena.call(() -> task.attempt(llm));
            assertThat(arena.store.runs()).hasSize(1);
        }

        @Test
        void anUnsupportedTypeIsRefusedWhenTheTaskIsMade() {
            for (Class<?> type :
                    List.of(
                            String.class,
                            List.class,
                            Object.class,
                            short.class,
                            char.class,
                            double[].class,
                            Llm.class)) {
                assertThatThrownBy(() -> Task.named("t").returning(type))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "task 't' returns %s; expected void, boolean, double, float, int, long, a Map, a record, PassCount or MetricWithCI"
                                        .formatted(type.getTypeName()));
            }
        }

        @Test
        void valuesPassUnlessFalse() {
            assertThat(attempt(double.class, (_, _) -> 0.0).passed()).isTrue();
            assertThat(attempt(int.class, (_, _) -> 0).passed()).isTrue();
            assertThat(attempt(PassCount.class, (_, _) -> new PassCount(0, 3)).passed()).isTrue();
            assertThat(
                            attempt(MetricWithCI.class, (_, _) -> new MetricWithCI(0.5, 0.1))
                                    .formatResult())
                    .isEqualTo("0.5(±0.1)");
            assertThat(Arrays.asList(true, false))
                    .allSatisfy(
                            value ->
                                    assertThat(attempt(boolean.class, (_, _) -> value).passed())
                                            .isEqualTo(value));
        }
    }
}
