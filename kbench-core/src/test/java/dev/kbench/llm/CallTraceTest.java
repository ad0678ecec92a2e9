package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.control.SteppedTime;
import dev.kbench.event.CallRetry;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.retry.CallRetries;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;

class CallTraceTest {
    private final TestRun run = TestRun.create();
    private final Chat chat = Chat.named("Quiz");
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private Usage used = Usage.ofTokens(10, 1);

    private final Llm llm =
            new ScriptedClient(
                            Capabilities.BASIC,
                            _ -> {
                                RuntimeException failure = failures.poll();
                                if (failure != null) {
                                    throw failure;
                                }
                                return ModelResponse.of("a", used);
                            })
                    .llm(CallRetries.create(with -> with.most(2), new SteppedTime(), () -> 0.5));

    private static RetryableProviderException failure(Trouble trouble, int status) {
        return new RetryableProviderException(
                trouble, "vendor/model", status, "it failed", null, null);
    }

    private void inChat(TestRun.Body body) throws Exception {
        run.in(
                () -> {
                    try (var _ = Contexts.enter(chat)) {
                        body.run();
                    }
                });
    }

    private Usage usage() throws Exception {
        Usage[] usage = new Usage[1];
        run.in(() -> usage[0] = UsageMeter.current());
        return usage[0];
    }

    @Test
    void retriesAreOnTheAnswerAndTold() throws Exception {
        failures.add(failure(Trouble.RATE_LIMITED, 429));
        inChat(() -> llm.prompt("x"));

        List<CallRetry> retries = chat.messages().getLast().details().retries();
        assertThat(retries).hasSize(1);
        assertThat(retries.getFirst().trouble()).isEqualTo("RATE_LIMITED");
        assertThat(retries.getFirst().status()).isEqualTo(429);
        assertThat(retries.getFirst().pause()).isEqualTo(Duration.ofMillis(500));
        assertThat(run.events())
                .contains(new RunEvent.CallRetried("r1", "vendor/model", retries.getFirst()));
    }

    @Test
    void aCallWithoutAnAnswerLeavesAWordThatNoModelSees() throws Exception {
        failures.add(failure(Trouble.RATE_LIMITED, 429));
        failures.add(failure(Trouble.UNAVAILABLE, 0));
        failures.add(failure(Trouble.UNAVAILABLE, 503));
        inChat(
                () ->
                        assertThatExceptionOfType(RetryableProviderException.class)
                                .isThrownBy(() -> llm.prompt("x")));

        Message last = chat.messages().getLast();
        assertThat(last.text())
                .isEqualTo("No answer came; sent again after RATE_LIMITED 429, UNAVAILABLE");
        assertThat(last.visibleToLlm()).isFalse();
    }

    @Test
    void requestsThatMayHaveBeenBilledAreOnTheBill() throws Exception {
        used = used.costing(OptionalLong.of(1), OptionalLong.of(2));
        failures.add(failure(Trouble.TIMED_OUT, 0));
        inChat(() -> llm.prompt("x"));

        assertThat(usage().costNanodollars()).hasValue(3);
        assertThat(usage().unpricedCalls()).hasValue(1);
        assertThat(usage().isPriced()).isFalse();
    }

    @Test
    void requestsThatWereRejectedAreNot() throws Exception {
        used = used.costing(OptionalLong.of(1), OptionalLong.of(2));
        failures.add(failure(Trouble.RATE_LIMITED, 429));
        failures.add(failure(Trouble.UNAVAILABLE, 503));
        inChat(() -> llm.prompt("x"));

        assertThat(usage().isPriced()).isTrue();
    }

    @Test
    void aCallThatTimesOutForGoodIsOnTheBillToo() throws Exception {
        failures.add(failure(Trouble.TIMED_OUT, 0));
        failures.add(failure(Trouble.TIMED_OUT, 0));
        failures.add(failure(Trouble.TIMED_OUT, 0));
        inChat(
                () ->
                        assertThatExceptionOfType(RetryableProviderException.class)
                                .isThrownBy(() -> llm.prompt("x")));
        assertThat(usage()).isEqualTo(Usage.NONE.unpriced(3));
    }
}
