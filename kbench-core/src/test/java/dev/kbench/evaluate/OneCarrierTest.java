package dev.kbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.kbench.contract.ChildJvm;
import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.run.EvaluationPlan;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Where there is one carrier, as on a machine of one processor, and a body that spins holds it.
class OneCarrierTest {
    private static final int JOBS = 4;
    private static final int ROUNDS = 50;
    private static final EvaluationPlan PLAN = EvaluationEngineContract.plan(JOBS);

    @Test
    void whatHasNotBegunBeginsAndAStopEndsAll() throws Exception {
        Process child =
                ChildJvm.start(
                        "",
                        List.of(
                                "-Djdk.virtualThreadScheduler.parallelism=1",
                                "-Djdk.virtualThreadScheduler.maxPoolSize=1"),
                        OneCarrierTest.class,
                        List.of(
                                LocalEngine.class,
                                JsonParser.class,
                                ObjectMapper.class,
                                JsonInclude.class,
                                Nullable.class),
                        List.of());
        try (BufferedReader said = child.inputReader()) {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(said.lines()).hasSize(ROUNDS + 1).containsOnly("taken " + JOBS);
        } finally {
            child.destroyForcibly();
        }
    }

    /// The child.
    ///
    /// @param args none
    public static void main(String[] args) throws Exception {
        hasNotBegun();
        for (int round = 0; round < ROUNDS; round++) {
            Spinning runner = new Spinning();
            execute(runner, runner.stop);
            runner.spins.set(false);
            untilNoneIsScarce();
        }
        System.exit(0);
    }

    private static void execute(JobRunner runner, Cancellation stop) throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        new LocalEngine(JOBS).execute(PLAN, runner, (_, _) -> taken.incrementAndGet(), stop);
        System.out.println("taken " + taken);
    }

    private static void untilNoneIsScarce() {
        while (Carriers.scarce()) {
            Thread.onSpinWait();
        }
    }

    /// The carrier is held before anything begins.
    private static void hasNotBegun() throws InterruptedException {
        AtomicBoolean spins = new AtomicBoolean(true);
        CountDownLatch begun = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(
                        () -> {
                            begun.countDown();
                            spin(spins);
                        });
        begun.await();
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            Carriers.overdue();
                            Carriers.relieve();
                        });
        execute(new Ending(), new Cancellation());
        Carriers.home();
        spins.set(false);
    }

    private static void spin(AtomicBoolean spins) {
        while (spins.get()) {
            Thread.onSpinWait();
        }
    }

    private static class Ending implements JobRunner {
        @Override
        public void run(long position, int attempt, JobEnd end) {
            end.ended(EvaluationEngineContract.record(PLAN, position, attempt));
        }

        @Override
        public void cancel(String why) {}
    }

    /// The first job spins and is given up by another thread, as at a deadline; once the others
    /// have begun, all is stopped.
    private static final class Spinning extends Ending {
        private final Cancellation stop = new Cancellation();
        private final CountDownLatch others = new CountDownLatch(JOBS - 1);
        private final AtomicBoolean spins = new AtomicBoolean(true);

        @Override
        public void run(long position, int attempt, JobEnd end) {
            if (position == 0) {
                Thread.ofPlatform().daemon().start(() -> giveUp(attempt, end));
                spin(spins);
            } else {
                super.run(position, attempt, end);
                others.countDown();
            }
        }

        private void giveUp(int attempt, JobEnd end) {
            end.freed();
            try {
                others.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            stop.cancel("enough");
            super.run(0, attempt, end);
        }
    }
}
