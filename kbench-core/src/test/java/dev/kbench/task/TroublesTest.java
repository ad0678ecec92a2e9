package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.Kbench;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Contexts;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/// Tasks and listeners that do what they should not: each gets an answer, and nothing of the others
/// is lost.
@Timeout(60)
class TroublesTest extends EvaluationScenario {
    private interface Body {
        void run() throws Exception;
    }

    private Runs<Void> five(Body body) {
        Task<Void> task =
                Task.named("trouble")
                        .param("word", String.class)
                        .body(
                                (_, params) -> {
                                    Kbench.assertTrue(true, "here");
                                    if (params.value("word").orElseThrow().equals("w2")) {
                                        body.run();
                                    }
                                });
        Runs<Void> runs =
                evaluate(
                        task,
                        with -> with.llms(a).data(words(5)).jobs(2).onFailure(OnFailure.CONTINUE));
        assertThat(runs.size()).isEqualTo(5);
        assertThat(arena.store.runs()).hasSize(5);
        assertThat(runs.stream().filter(Run::passed).count()).isGreaterThanOrEqualTo(4);
        return runs;
    }

    @Test
    void aThreadThatLostItsRunIsTold() {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        five(
                () ->
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            try {
                                                Kbench.assertTrue(false, "elsewhere");
                                            } catch (IllegalStateException e) {
                                                told.add(e.getMessage());
                                            }
                                        })
                                .join());
        assertThat(told)
                .containsExactly(
                        "the assertion \"elsewhere\" belongs to no run: assert inside a task, and"
                                + " take the run along to a thread of your own with"
                                + " Contexts.carry(…)");
    }

    @Test
    void aThreadThatOutlivesItsRunIsTold() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        five(
                () -> {
                    Callable<Object> late =
                            Contexts.carry(() -> Kbench.assertTrue(false, "too late"));
                    threads.add(
                            Thread.ofVirtual()
                                    .start(
                                            () -> {
                                                try {
                                                    over.await();
                                                    Object _ = late.call();
                                                } catch (Exception e) {
                                                    told.add(e.getMessage());
                                                }
                                            }));
                });
        over.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(told)
                .containsExactly(
                        "the assertion \"too late\" came after its run had ended; wait for your own"
                                + " threads before the task returns");
    }

    @Test
    void aChatClosedTwiceIsClosedOnce() {
        Runs<Void> runs =
                five(
                        () -> {
                            ChatScope scope = Contexts.enter(Chat.named("own"));
                            scope.close();
                            scope.close();
                        });
        assertThat(runs.get(2).passed()).isTrue();
    }

    @Test
    void anErrorFailsTheRun() {
        Runs<Void> runs =
                five(
                        () -> {
                            throw new NoClassDefFoundError("gone");
                        });
        assertThat(runs.get(2).errorMessage()).contains("NoClassDefFoundError: gone");
    }

    @Test
    void aListenerThatThrowsHurtsNobody() {
        arena.workspace
                .listeners()
                .add(
                        event -> {
                            throw new IllegalStateException("listener of " + event);
                        });
        Runs<Void> runs = five(() -> {});
        assertThat(runs.passRate().value()).isEqualTo(1.0);
    }
}
