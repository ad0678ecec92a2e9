package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.CallLimits;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.control.SteppedTime;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.CallObserver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/// Two models share what a user told of their provider, 1,000 tokens a second, on virtual time: a
/// candidate with hundreds of small calls, and a judge with few large ones.
@Timeout(60)
class FairnessTest {
    /// In which a small call's tokens, 200, come back.
    private static final Duration STEP = Duration.ofMillis(200);

    private static final long SMALL = 0;
    private static final long LARGE = 2_800;

    private static final CallLimits MANY =
            new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(1_000));

    private final SteppedTime time = new SteppedTime();
    private final Cancellation end = new Cancellation();
    private final Semaphore queued = new Semaphore(0);
    private final Turnstile turnstile =
            new Turnstile(
                    new CallLimits(
                            OptionalInt.empty(), OptionalLong.of(60_000), OptionalInt.empty()),
                    time);
    private final Line others = turnstile.line(MANY);
    private final Line candidate = turnstile.line(MANY);
    private final Line judge = turnstile.line(MANY);
    private final Deque<Turnstile.Pass> underWay = new ArrayDeque<>();

    private CallContext context() {
        return new CallContext("", null, 1, Deadline.NONE, end)
                .observed(
                        new CallObserver() {
                            @Override
                            public void waiting(boolean begins) {
                                if (begins) {
                                    queued.release();
                                }
                            }
                        });
    }

    /// Calls under way, each of which wakes the turnstile when it ends; after them nothing is left
    /// of the budget.
    @BeforeEach
    void spend() throws Exception {
        for (int i = 0; i < 100; i++) {
            time.pass(STEP);
            underWay.add(turnstile.enter(others, SMALL, context()));
        }
    }

    @AfterEach
    void leave() {
        end.cancel("over");
    }

    private void queue(Line line, long characters, int calls) throws InterruptedException {
        for (int i = 0; i < calls; i++) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                try {
                                    turnstile.enter(line, characters, context());
                                } catch (InterruptedException
                                        | OverdueException
                                        | CancellationException e) {
                                    Thread.currentThread().interrupt();
                                }
                            });
        }
        queued.acquire(calls);
    }

    private void step() {
        time.pass(STEP);
        turnstile.leave(
                underWay.removeFirst(),
                new Turnstile.End.Answered(OptionalLong.empty(), Told.NOTHING));
    }

    @Test
    void aLargeCallOfAJudgeIsNotOvertakenByTheCandidatesSmallOnes() throws Exception {
        queue(candidate, SMALL, 300);
        queue(judge, LARGE, 3);
        int steps = 0;
        while (!judge.waiting.isEmpty()) {
            assertThat(++steps).as("steps until the judge has been served").isLessThan(40);
            step();
        }
        int served = 300 - candidate.waiting.size();
        assertThat(served).as("the candidate's calls meanwhile").isBetween(2, 4);
        assertThat(steps).isLessThanOrEqualTo((3 * 900 + 4 * 200) / 200 + 1);
    }

    @Test
    void whoComesLaterDoesNotOvertakeEither() throws Exception {
        queue(judge, LARGE, 1);
        step();
        step();
        queue(candidate, SMALL, 1);
        assertThat(judge.waiting).hasSize(1);
        assertThat(candidate.waiting).hasSize(1);
        step();
        step();
        step();
        assertThat(judge.waiting).isEmpty();
    }

    @Test
    void theCandidateHasTheRestOfTheBudget() throws Exception {
        queue(candidate, SMALL, 50);
        for (int i = 0; i < 20; i++) {
            step();
        }
        assertThat(50 - candidate.waiting.size()).isBetween(19, 20);
    }
}
