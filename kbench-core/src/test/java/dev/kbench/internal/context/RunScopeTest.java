package dev.kbench.internal.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

class RunScopeTest {
    private final TestRun run = TestRun.create();
    private final RunScope scope = run.scope();
    private final List<String> closed = new ArrayList<>();

    private static AssertionResult result(String expectation) {
        return new AssertionResult("assertTrue", true, expectation, 1, "", "", 0);
    }

    private record Resource(String name, List<String> closed) implements AutoCloseable {
        @Override
        public void close() {
            closed.add(name);
        }
    }

    private static <T> T onAnotherThread(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task).join();
        return task.get();
    }

    @Nested
    class Current {
        @Test
        void isTheInnermostRun() throws Exception {
            TestRun inner = run.nested();

            assertThat(RunScope.current()).isNull();
            run.in(
                    () -> {
                        assertThat(RunScope.current()).isSameAs(scope);
                        inner.in(() -> assertThat(RunScope.current()).isSameAs(inner.scope()));
                        assertThat(RunScope.current()).isSameAs(scope);
                    });
            assertThat(RunScope.current()).isNull();
        }

        @Test
        void tellsWhereItStands() {
            RunScope inner = run.nested().nested().scope();

            assertThat(inner.depth()).isEqualTo(2);
            assertThat(inner.runId()).isEqualTo("r1.1.1");
            assertThat(inner.parent().parent()).isSameAs(scope);
            assertThat(scope.depth()).isZero();
            assertThat(scope.workspace()).isEqualTo("workspace of r1");
            assertThat(scope.attempt().attempt()).isEqualTo(1);
        }

        @Test
        void isLostOnAnotherThread() throws Exception {
            run.in(() -> assertThat(onAnotherThread(RunScope::current)).isNull());
        }

        @Test
        void isCarriedToAnotherThread() throws Exception {
            run.in(
                    () ->
                            assertThat(onAnotherThread(RunScope.carry(RunScope::current)))
                                    .isSameAs(scope));
        }

        @Test
        void outsideThereIsNothingToCarry() {
            Callable<String> body = () -> "x";

            assertThat(RunScope.carry(body)).isSameAs(body);
        }

        @Test
        void letsTheBodysExceptionThrough() {
            Exception thrown = new Exception("checked");

            assertThatExceptionOfType(Exception.class)
                    .isThrownBy(
                            () ->
                                    scope.call(
                                            () -> {
                                                throw thrown;
                                            }))
                    .isSameAs(thrown);
        }
    }

    @Nested
    class Assertions {
        @Test
        void areKeptInOrderAndTold() {
            scope.report(result("a"));
            scope.report(result("b"));

            assertThat(scope.assertions()).containsExactly(result("a"), result("b"));
            assertThat(run.events())
                    .containsExactly(
                            new RunEvent.AssertionRecorded("r1", result("a")),
                            new RunEvent.AssertionRecorded("r1", result("b")));
        }

        @Test
        void ofManyThreadsAreAllKept() throws Exception {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String name = "a" + i;
                threads.add(Thread.ofVirtual().start(() -> scope.report(result(name))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(scope.assertions()).hasSize(100).doesNotHaveDuplicates();
        }

        @Test
        void afterTheEndAreAnError() {
            scope.close();

            assertThatIllegalStateException()
                    .isThrownBy(() -> scope.report(result("late")))
                    .withMessage(
                            "the assertion \"late\" came after its run had ended; wait for your own"
                                    + " threads before the task returns");
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    scope.report(
                                            result("x".repeat(199) + "😀" + "y".repeat(1 << 20))))
                    .withMessage(
                            "the assertion \""
                                    + "x".repeat(199)
                                    + "… (1048777 characters)\" came after its run had ended; wait"
                                    + " for your own threads before the task returns");
        }
    }

    @Nested
    class Resources {
        @Test
        void areClosedInReverse() {
            Resource first = scope.own(new Resource("first", closed));
            scope.own(new Resource("second", closed));
            scope.own(new Resource("third", closed));
            scope.close();
            scope.close();

            assertThat(first.name()).isEqualTo("first");
            assertThat(closed).containsExactly("third", "second", "first");
        }

        @Test
        void thatFailDoNotKeepTheOthersOpen() {
            scope.own(new Resource("first", closed));
            scope.own(
                    () -> {
                        throw new AssertionError("broken");
                    });
            scope.own(
                    () -> {
                        throw new InterruptedException();
                    });
            scope.own(new Resource("last", closed));
            scope.close();

            assertThat(closed).containsExactly("last", "first");
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void takenBackAreLeftAlone() {
            Resource kept = scope.own(new Resource("equal", closed));
            Resource equal = scope.own(new Resource("equal", closed));
            scope.disown(equal);
            scope.disown(equal);
            scope.close();

            assertThat(kept).isEqualTo(equal);
            assertThat(closed).containsExactly("equal");
        }

        @Test
        void givenWhileClosingAreClosedAndRefused() {
            scope.own(
                    () ->
                            assertThatIllegalStateException()
                                    .isThrownBy(() -> scope.own(new Resource("late", closed)))
                                    .withMessage("the run has ended; it can own nothing more"));
            scope.close();

            assertThat(closed).containsExactly("late");
        }
    }

    @Nested
    class States {
        @Test
        void areMadeOnceForEachRun() {
            Slot<List<String>> slot = new Slot<>(ArrayList::new);

            scope.state(slot).add("x");
            assertThat(scope.state(slot)).containsExactly("x");
            assertThat(run.nested().scope().state(slot)).isEmpty();
            assertThat(scope.state(new Slot<List<String>>(ArrayList::new))).isEmpty();
        }
    }
}
