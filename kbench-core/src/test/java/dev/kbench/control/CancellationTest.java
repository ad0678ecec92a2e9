package dev.kbench.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;

class CancellationTest {
    private final Cancellation cancellation = new Cancellation();
    private final List<String> ran = new ArrayList<>();

    @Test
    void beforeItComesWorkGoesOn() {
        assertThat(cancellation.isCancelled()).isFalse();
        assertThat(cancellation.reason()).isEmpty();
        assertThatCode(cancellation::check).doesNotThrowAnyException();
    }

    @Test
    void onlyTheFirstReasonCounts() {
        assertThat(cancellation.cancel("timed out after 30 s")).isTrue();
        assertThat(cancellation.cancel("later")).isFalse();

        assertThat(cancellation.isCancelled()).isTrue();
        assertThat(cancellation.reason()).contains("timed out after 30 s");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(cancellation::check)
                .withMessage("timed out after 30 s");
    }

    @Test
    void actionsRunOnceInOrder() {
        cancellation.onCancel(() -> ran.add("first"));
        cancellation.onCancel(() -> ran.add("second"));
        cancellation.cancel("stop");
        cancellation.cancel("stop");

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void anActionThatComesLateRunsAtOnce() {
        cancellation.cancel("stop");
        try (var _ = cancellation.onCancel(() -> ran.add("late"))) {
            assertThat(ran).containsExactly("late");
        }
    }

    @Test
    void aForgottenActionDoesNotRun() {
        Runnable action = () -> ran.add("twice");
        Cancellation.Registration once = cancellation.onCancel(action);
        cancellation.onCancel(action);
        once.close();
        once.close();
        cancellation.onCancel(() -> ran.add("kept"));
        cancellation.cancel("stop");

        assertThat(ran).containsExactly("twice", "kept");
    }

    @Test
    void anActionThatFailsDoesNotStopTheOthers() {
        cancellation.onCancel(
                () -> {
                    throw new AssertionError("one");
                });
        cancellation.onCancel(() -> ran.add("between"));
        cancellation.onCancel(
                () -> {
                    throw new IllegalArgumentException("two");
                });
        cancellation.onCancel(() -> ran.add("last"));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> cancellation.cancel("the enclosing run ended"))
                .withMessage("an action failed on: the enclosing run ended")
                .satisfies(
                        e -> {
                            assertThat(e.getCause()).hasMessage("one");
                            assertThat(e.getSuppressed()).hasSize(1);
                        });
        assertThat(ran).containsExactly("between", "last");
        assertThat(cancellation.isCancelled()).isTrue();
    }

    @Test
    void actionsOfManyThreadsRunExactlyOnce() throws Exception {
        AtomicInteger count = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        cancellation.onCancel(count::incrementAndGet);
                                        if (number % 10 == 5) {
                                            cancellation.cancel("by " + number);
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count).hasValue(50);
    }
}
