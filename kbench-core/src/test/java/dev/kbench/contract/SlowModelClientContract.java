package dev.kbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.RetryableProviderException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/// What a client holds whose calls take time: each of four ways ends a call that is under way. The
/// limit of time is only there so that a client that does not hold it fails instead of hanging.
@Timeout(120)
public abstract class SlowModelClientContract extends ModelClientContract {
    /// A call that does not end by itself within the test.
    protected abstract Pending pending() throws Exception;

    @Test
    void anInterruptEndsAVirtualThreadsCall() throws Exception {
        interruptEnds(Thread.ofVirtual());
    }

    @Test
    void anInterruptEndsAPlatformThreadsCall() throws Exception {
        interruptEnds(Thread.ofPlatform().daemon());
    }

    private void interruptEnds(Thread.Builder threads) throws Exception {
        try (Pending pending = pending()) {
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Thread caller = start(threads, pending, Calls.outside(pending.request()), ended);
            pending.awaitUnderWay();
            caller.interrupt();
            caller.join();
            assertThat(ended.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aCancellationEndsTheCallWithItsReason() throws Exception {
        try (Pending pending = pending()) {
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Cancellation cancellation = new Cancellation();
            Thread caller =
                    start(
                            Thread.ofVirtual(),
                            pending,
                            Calls.cancellable(pending.request(), cancellation),
                            ended);
            pending.awaitUnderWay();
            cancellation.cancel("timed out after 30 s");
            caller.join();
            assertThat(ended.get())
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("timed out after 30 s");
        }
    }

    @Test
    void aCancellationEndsAStream() throws Exception {
        try (Pending pending = pending()) {
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Cancellation cancellation = new Cancellation();
            Thread caller =
                    start(
                            Thread.ofVirtual(),
                            pending,
                            Calls.cancellable(
                                    pending.request().toBuilder().streaming(true).build(),
                                    cancellation),
                            ended);
            pending.awaitUnderWay();
            cancellation.cancel("timed out after 30 s");
            caller.join();
            assertThat(ended.get())
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("timed out after 30 s");
        }
    }

    @Test
    void aDeadlineEndsTheCall() throws Exception {
        try (Pending pending = pending()) {
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Deadline soon = Deadline.after(System.nanoTime(), Duration.ofMillis(300));
            start(Thread.ofVirtual(), pending, Calls.limited(pending.request(), soon), ended)
                    .join();
            assertThat(ended.get()).isInstanceOf(RetryableProviderException.class);
            assertThat(((ModelProviderException) ended.get()).trouble())
                    .isEqualTo(ModelProviderException.Trouble.TIMED_OUT);
        }
    }

    @Test
    void closingEndsTheCall() throws Exception {
        try (Pending pending = pending()) {
            AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
            Thread caller =
                    start(Thread.ofVirtual(), pending, Calls.outside(pending.request()), ended);
            pending.awaitUnderWay();
            pending.client().close();
            caller.join();
            assertThat(ended.get()).isInstanceOf(CancellationException.class);
        }
    }

    private static Thread start(
            Thread.Builder threads,
            Pending pending,
            ModelCall call,
            AtomicReference<@Nullable Throwable> ended) {
        return threads.start(
                () -> {
                    try {
                        pending.client().send(call, ChunkSink.NONE);
                    } catch (InterruptedException | RuntimeException e) {
                        ended.set(e);
                    }
                });
    }
}
