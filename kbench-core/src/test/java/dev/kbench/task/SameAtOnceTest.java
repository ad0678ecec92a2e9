package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.run.Runs;
import dev.kbench.store.StoreException;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.RepeatedTest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// The same evaluation, begun by two at the same moment.
class SameAtOnceTest extends JournaledScenario {
    private static final int ROWS = 3;

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    @RepeatedTest(5)
    void isMadeByOneOfThem() throws InterruptedException {
        CountDownLatch refused = new CountDownLatch(1);
        MockLlm slow =
                MockLlm.answering(
                        "m/x",
                        request -> {
                            asked.add(request.messages().getLast().text());
                            return awaited(refused) ? "a long answer" : "";
                        });
        List<Runs<Answer>> made = new ArrayList<>();
        List<Throwable> told = new ArrayList<>();
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            List<Future<Runs<Answer>>> both = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                both.add(
                        two.submit(
                                () -> {
                                    try {
                                        return process(Reuse.CONTINUE)
                                                .call(
                                                        () ->
                                                                quiz.evaluate(
                                                                        with ->
                                                                                with.llms(slow)
                                                                                        .data(
                                                                                                EvaluationScenario
                                                                                                        .words(
                                                                                                                ROWS))));
                                    } catch (StoreException e) {
                                        refused.countDown();
                                        throw e;
                                    }
                                }));
            }
            for (Future<Runs<Answer>> one : both) {
                try {
                    made.add(one.get());
                } catch (ExecutionException e) {
                    told.add(e.getCause());
                }
            }
        }
        assertThat(made).singleElement().satisfies(runs -> assertThat(runs.size()).isEqualTo(ROWS));
        assertThat(told)
                .singleElement()
                .satisfies(
                        e ->
                                assertThat(e)
                                        .hasMessageContaining("the same evaluation is running as")
                                        .hasMessageContaining(
                                                "in process " + ProcessHandle.current().pid()));
        assertThat(asked).hasSize(ROWS);
        assertThat(journals()).hasSize(1);
    }
}
