package dev.kbench.task;

import static dev.kbench.Kbench.assertToolWasInvoked;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;
import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.content.ToolCall;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.run.FailureKind;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.Tool;
import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What runs with tools come to, and what is asserted of tools.
@Timeout(120)
class ToolRunsTest extends EvaluationScenario {
    private interface Body {
        Object ask(Llm llm) throws Exception;
    }

    private Run<Double> run(Llm llm, Body body) {
        Task<Double> task =
                Task.named("tools")
                        .returning(double.class)
                        .body(
                                (subject, _) -> {
                                    Object _ = body.ask(subject);
                                    return 1.0;
                                });
        return arena.call(() -> task.attempt(llm));
    }

    private static MockLlm wanting(String tool, String arguments) {
        return MockLlm.responding(calling(tool, arguments), ModelResponse.of("done"));
    }

    private static MockLlm insatiable(String name) {
        return MockLlm.responding(name, _ -> calling("twice", "{\"n\": 2}"));
    }

    int twice(int n) {
        return 2 * n;
    }

    int thrice(int n) {
        return 3 * n;
    }

    @Nested
    class Outcomes {
        @Test
        void aCandidateThatCallsToolsForEverHasFailed() {
            Run<Double> run =
                    run(
                            insatiable("m"),
                            llm -> llm.prompt("?", with -> with.tool(ToolRunsTest.this::twice)));
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.EXCEPTION));
            assertThat(run.errorMessage().orElseThrow())
                    .startsWith("ToolRoundsExhaustedException: m: expected an answer within 10");
        }

        @Test
        void anotherModelThatCallsToolsForEverLeavesNoVerdict() {
            MockLlm judge = insatiable("judge");
            Run<Double> run =
                    run(a, _ -> judge.prompt("?", with -> with.tool(ToolRunsTest.this::twice)));
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.JUDGE_FAILED);
        }

        @Test
        void aToolThatThisMachineLacksLeavesNoVerdict() {
            Run<Double> run =
                    run(
                            wanting("lacking", ""),
                            llm ->
                                    llm.prompt(
                                            "?",
                                            with ->
                                                    with.tool(
                                                            "lacking",
                                                            "",
                                                            () -> {
                                                                throw new ToolUnavailableException(
                                                                        "no Python here");
                                                            })));
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.TOOL_UNAVAILABLE);
        }

        @Test
        void aProviderThatIsDownInsideAToolLeavesNoVerdict() {
            Run<Double> run =
                    run(
                            wanting("ask", ""),
                            llm ->
                                    llm.prompt(
                                            "?",
                                            with ->
                                                    with.tool(
                                                            "ask",
                                                            "",
                                                            () -> {
                                                                throw new Exception(
                                                                        "wrapped", down(llm));
                                                            })));
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.PROVIDER_DOWN);
        }

        private RetryableProviderException down(Llm llm) {
            return new RetryableProviderException(
                    ModelProviderException.Trouble.UNAVAILABLE,
                    llm.name(),
                    503,
                    "down",
                    null,
                    null);
        }

        @Test
        void aToolThatThrowsLeavesTheTaskToGoOn() {
            Run<Double> run =
                    run(
                            wanting("fail", ""),
                            llm ->
                                    llm.prompt(
                                            "?",
                                            with ->
                                                    with.tool(
                                                            "fail",
                                                            "",
                                                            () -> {
                                                                throw new Exception("no");
                                                            })));
            assertThat(run.passed()).isTrue();
        }
    }

    @Nested
    class ThatHang {
        private final CountDownLatch never = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private final AtomicInteger reached = new AtomicInteger();

        String hang() throws InterruptedException {
            reached.incrementAndGet();
            never.await();
            return "";
        }

        @Tool(parallel = true)
        String hangAtOnce(int n) throws InterruptedException {
            reached.incrementAndGet();
            never.await();
            return "" + n;
        }

        String stubborn() {
            reached.incrementAndGet();
            while (true) {
                try {
                    released.await();
                    return "late";
                } catch (InterruptedException e) {
                    // it does not heed interrupts
                }
            }
        }

        private Run<Double> timedOut(MockLlm llm) {
            Task<Double> task =
                    Task.named("hang")
                            .returning(double.class)
                            .body(
                                    (subject, _) -> {
                                        String _ =
                                                subject.prompt(
                                                        "?",
                                                        with ->
                                                                with.tool(this::hang)
                                                                        .tool(this::hangAtOnce)
                                                                        .tool(this::stubborn));
                                        return 1.0;
                                    });
            Runs<Double> runs =
                    evaluate(
                            task,
                            with ->
                                    with.llms(llm)
                                            .timeout(Duration.ofSeconds(2))
                                            .onFailure(OnFailure.CONTINUE));
            released.countDown();
            return runs.get(0);
        }

        @Test
        void endWithTheJobsDeadline() {
            assertThat(reason(timedOut(wanting("hang", "{}"))))
                    .isEqualTo(UnmeasuredReason.TIMED_OUT);
            assertThat(reached).hasValue(1);
        }

        @Test
        void endWithItWhereSeveralHangAtOnce() {
            MockLlm llm =
                    MockLlm.responding(
                            calling(
                                    ToolCall.of("c1", "hangAtOnce", "{\"n\": 1}"),
                                    ToolCall.of("c2", "hangAtOnce", "{\"n\": 2}")));
            assertThat(reason(timedOut(llm))).isEqualTo(UnmeasuredReason.TIMED_OUT);
            assertThat(reached).hasValue(2);
        }

        @Test
        void areLeftBehindWhereTheyDoNotHeedIt() {
            MockLlm llm = wanting("stubborn", "");
            Run<Double> run = timedOut(llm);
            assertThat(reason(run)).isEqualTo(UnmeasuredReason.TIMED_OUT);
            assertThat(llm.invocations()).hasSize(1);
            assertThat(reached).hasValue(1);
        }
    }

    @Nested
    class Assertions {
        private List<String> checks(Run<?> run) {
            return run.assertionResults().stream()
                    .map(check -> check.passed() + " " + check.expectation())
                    .toList();
        }

        @Test
        void sayWhetherAToolWasInvoked() {
            Run<Double> run =
                    run(
                            wanting("twice", "{\"n\": 1}"),
                            llm -> {
                                String _ =
                                        llm.prompt(
                                                "?",
                                                with ->
                                                        with.tool(ToolRunsTest.this::twice)
                                                                .tool(ToolRunsTest.this::thrice));
                                assertToolWasInvoked(ToolRunsTest.this::twice);
                                assertToolWasInvoked(ToolRunsTest.this::thrice, "not this one");
                                assertToolWasInvoked("twice", "by name");
                                return assertToolWasInvoked("thrice");
                            });
            assertThat(checks(run))
                    .containsExactly(
                            "true Expected tool `twice` to be invoked",
                            "false not this one",
                            "true by name",
                            "false Expected tool `thrice` to be invoked");
            AssertionResult missed = run.assertionResults().getLast();
            assertThat(missed.type()).isEqualTo("assertToolWasInvoked");
            assertThat(missed.source()).contains("assertToolWasInvoked(\"thrice\")");
            assertThat(missed.details()).containsExactly("called: {twice=1}");
        }

        @Test
        void findWhatWasInvokedInAnyChatAndOfTheRunAlone() {
            Run<Double> run =
                    run(
                            MockLlm.responding(
                                    calling("twice", "{\"n\": 1}"),
                                    ModelResponse.of("done"),
                                    calling("thrice", "{\"m\": 1}"),
                                    ModelResponse.of("done")),
                            llm -> {
                                try (var _ = Chats.open("aside", with -> with.orphan(true))) {
                                    String _ =
                                            llm.prompt(
                                                    "?",
                                                    with -> with.tool(ToolRunsTest.this::twice));
                                }
                                String _ =
                                        llm.prompt(
                                                "?", with -> with.tool(ToolRunsTest.this::thrice));
                                assertToolWasInvoked("twice");
                                return assertToolWasInvoked("thrice");
                            });
            assertThat(checks(run))
                    .containsExactly(
                            "true Expected tool `twice` to be invoked",
                            "false Expected tool `thrice` to be invoked");
            Run<Double> next =
                    run(
                            MockLlm.replying("none"),
                            _ -> assertToolWasInvoked(ToolRunsTest.this::twice));
            assertThat(next.assertionResults().getFirst().passed()).isFalse();
        }

        @Tool(parallel = true)
        String checked(int n) {
            assertTrue(n < 3, "below three");
            recordAssertion(n > 0, "above zero");
            return "fine";
        }

        @Test
        void maybeMadeInTools() {
            Run<Double> run =
                    run(
                            MockLlm.responding(
                                    calling(ToolCall.of("c1", "checked", "{\"n\": 3}")),
                                    calling(
                                            ToolCall.of("c2", "checked", "{\"n\": 1}"),
                                            ToolCall.of("c3", "checked", "{\"n\": 1}")),
                                    ModelResponse.of("done")),
                            llm -> llm.prompt("?", with -> with.tool(this::checked)));
            assertThat(checks(run))
                    .containsExactlyInAnyOrder(
                            "false below three",
                            "true above zero",
                            "true below three",
                            "true above zero",
                            "true below three",
                            "true above zero");
            assertThat(run.assertionResults().get(1).type()).isEqualTo("recordAssertion");
            assertThat(run.assertionResults().get(1).source()).contains("\"above zero\"");
            List<String> ids = new ArrayList<>();
            run.chat().items().stream()
                    .filter(Chat.class::isInstance)
                    .forEach(chat -> ids.add(((Chat) chat).id()));
            assertThat(ids).contains(run.assertionResults().getFirst().chatId());
        }

        @Test
        void stopTheTaskWhereTheyAreRequired() {
            MockLlm llm = wanting("strict", "");
            Run<Double> run =
                    run(
                            llm,
                            subject ->
                                    subject.prompt(
                                            "?",
                                            with ->
                                                    with.tool(
                                                            "strict",
                                                            "",
                                                            () -> {
                                                                requireAssertion(false, "never");
                                                            })));
            assertThat(checks(run)).containsExactly("false never");
            assertThat(run.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.ASSERTION));
            assertThat(llm.invocations()).hasSize(1);
        }
    }

    @Test
    void listenersAreToldOfCallsAndResults() {
        Run<Double> _ =
                run(
                        wanting("twice", "{\"n\": 1}"),
                        llm -> llm.prompt("?", with -> with.tool(this::twice)));
        assertThat(arena.events)
                .filteredOn(RunEvent.MessageAdded.class::isInstance)
                .map(event -> (RunEvent.MessageAdded) event)
                .extracting(said -> said.role() + " " + said.sender() + ": " + said.text())
                .containsExactly(
                        "user User: ?",
                        "assistant mock: twice({\"n\": 1})",
                        "tool twice: 2",
                        "assistant mock: done");
    }

    private static UnmeasuredReason reason(Run<?> run) {
        return ((Outcome.Unmeasured<?>) run.outcome()).reason();
    }
}
