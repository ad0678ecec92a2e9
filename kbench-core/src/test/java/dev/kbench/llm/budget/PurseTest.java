package dev.kbench.llm.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Budget;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.control.Outlay;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.CallObserver;
import dev.kbench.llm.spi.OverBudgetException;
import dev.kbench.llm.spi.RetryableProviderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class PurseTest {
    private static Outlay tokens(long count) {
        return new Outlay(0, count, 1);
    }

    private static CallContext context(Deadline deadline, Cancellation cancellation) {
        return new CallContext("", null, 0, deadline, cancellation);
    }

    @Test
    void whatWouldGoOverIsRefused() throws Exception {
        Purse purse = new Purse(Budget.usd("5.00").and(Budget.calls(2)), "e-1");
        purse.spend(new Outlay(4_981_200_000L, 0, 0));
        assertThatThrownBy(
                        () ->
                                purse.setAside(
                                        "m/x",
                                        new Outlay(31_200_000, 7, 1),
                                        CallContext.outside(),
                                        true))
                .isInstanceOf(OverBudgetException.class)
                .hasMessage(
                        "m/x: the call may cost $0.0312, and $4.9812 of $5.00 of the evaluation's"
                            + " budget is spent; the same evaluation with a larger budget(…) goes"
                            + " on with what is missing");
        purse.setAside("m/x", new Outlay(18_800_000, 7, 1), CallContext.outside(), true);
        assertThat(purse.spent()).isEqualTo(new Outlay(4_981_200_000L, 0, 0));
    }

    @Test
    void aCommandsBudgetNamesItsOption() {
        Purse purse = new Purse(Budget.tokens(1_000).and(Budget.calls(2)), "");
        purse.spend(new Outlay(0, 990, 1));
        assertThatThrownBy(() -> purse.setAside("m/x", tokens(1_011), CallContext.outside(), true))
                .hasMessage(
                        "m/x: the call may take 1,011 tokens, and 990 of 1,000 tokens of the"
                                + " command's budget are spent; the same command with a larger"
                                + " --budget-tokens goes on with what is missing");
        purse.spend(new Outlay(0, 0, 1));
        assertThatThrownBy(() -> purse.setAside("m/x", tokens(1), CallContext.outside(), true))
                .hasMessage(
                        "m/x: 2 of 2 calls of the command's budget are spent; the same command with"
                                + " a larger --budget-calls goes on with what is missing");
    }

    /// Asks for a purse on a thread of its own, and gives back once the call waits.
    private static Future<Boolean> waiting(
            ExecutorService threads,
            Purse purse,
            Outlay most,
            Deadline deadline,
            Cancellation cancellation)
            throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CallContext context =
                context(deadline, cancellation)
                        .observed(
                                new CallObserver() {
                                    @Override
                                    public void waiting(boolean begins) {
                                        waits.countDown();
                                    }
                                });
        Future<Boolean> future =
                threads.submit(
                        () -> {
                            purse.setAside("m/x", most, context, true);
                            return true;
                        });
        waits.await();
        return future;
    }

    @Test
    void whatOthersMayGiveBackIsWaitedFor() throws Exception {
        Purse purse = new Purse(Budget.tokens(100), "");
        purse.setAside("m/x", tokens(80), CallContext.outside(), true);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> goes =
                    waiting(threads, purse, tokens(40), Deadline.NONE, new Cancellation());
            Future<Boolean> behind =
                    waiting(threads, purse, tokens(70), Deadline.NONE, new Cancellation());
            purse.settle(tokens(80), tokens(20));
            assertThat(goes.get()).isTrue();
            purse.settle(tokens(40), tokens(40));
            assertThatThrownBy(behind::get)
                    .hasRootCauseMessage(
                            "m/x: the call may take 70 tokens, and 60 of 100 tokens of the"
                                    + " command's budget are spent; the same command with a larger"
                                    + " --budget-tokens goes on with what is missing");
        }
    }

    @Test
    void aCallThatIsPartOfAnotherDoesNotWaitForIt() throws Exception {
        Purse purse = new Purse(Budget.tokens(100), "");
        purse.setAside("m/x", tokens(80), CallContext.outside(), true);
        assertThatThrownBy(() -> purse.setAside("m/y", tokens(40), CallContext.outside(), false))
                .isInstanceOf(OverBudgetException.class)
                .hasMessageStartingWith("m/y: the call may take 40 tokens, and 80 of 100 tokens");
        purse.setAside("m/y", tokens(20), CallContext.outside(), false);
    }

    @Test
    void whoIsCancelledInterruptedOrTooLateWaitsNoLonger() throws Exception {
        Purse purse = new Purse(Budget.tokens(100), "");
        purse.setAside("m/x", tokens(80), CallContext.outside(), true);
        Cancellation cancellation = new Cancellation();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> cancelled =
                    waiting(threads, purse, tokens(40), Deadline.NONE, cancellation);
            Future<Boolean> interrupted =
                    waiting(threads, purse, tokens(40), Deadline.NONE, new Cancellation());
            Future<Boolean> late =
                    waiting(
                            threads,
                            purse,
                            tokens(40),
                            Deadline.after(System.nanoTime(), Duration.ofMillis(1)),
                            new Cancellation());
            cancellation.cancel("stopped");
            interrupted.cancel(true);
            assertThatThrownBy(cancelled::get).hasRootCauseInstanceOf(CancellationException.class);
            assertThatThrownBy(late::get)
                    .hasRootCauseInstanceOf(RetryableProviderException.class)
                    .hasRootCauseMessage(
                            "m/x: the run's deadline came while the call waited for others that"
                                + " might use up the budget; allow more time, run fewer jobs, or"
                                + " set maxTokens");
        }
        purse.settle(tokens(80), Outlay.NONE);
        purse.setAside("m/x", tokens(100), CallContext.outside(), true);
    }

    /// Any number of calls at a time, each of which takes what it may take or less: the budget is
    /// never exceeded, nothing stays set aside, and all that fits by itself has gone.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "2, 2", "200, 1", "200, 2", "200, 3"})
    void withTrueBoundsItIsNeverExceeded(int jobs, int seed) throws Exception {
        Random random = new Random(seed);
        Purse purse = new Purse(Budget.tokens(20_000).and(Budget.calls(500)), "");
        AtomicLong taken = new AtomicLong();
        AtomicLong refused = new AtomicLong();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int job = 0; job < jobs; job++) {
                Random own = new Random(random.nextLong());
                all.add(
                        threads.submit(
                                () -> {
                                    for (int i = 0; i < 1_000 / jobs; i++) {
                                        Outlay most = tokens(1 + own.nextInt(200));
                                        Outlay took = tokens(own.nextLong(most.tokens() + 1));
                                        try {
                                            purse.setAside(
                                                    "m/x", most, CallContext.outside(), true);
                                        } catch (OverBudgetException e) {
                                            refused.incrementAndGet();
                                            continue;
                                        }
                                        Thread.yield();
                                        taken.addAndGet(took.tokens());
                                        purse.settle(most, took);
                                    }
                                    return null;
                                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertThat(purse.spent().tokens()).isEqualTo(taken.get()).isLessThanOrEqualTo(20_000);
        assertThat(purse.spent().calls()).isLessThanOrEqualTo(500);
        assertThat(refused.get()).isPositive();
        assertThat(purse.spent().calls() == 500 || purse.spent().tokens() > 19_800).isTrue();
        Outlay rest = new Outlay(0, 20_000 - purse.spent().tokens(), 0);
        purse.setAside("m/x", rest, CallContext.outside(), true);
    }
}
