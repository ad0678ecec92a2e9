package dev.kbench.local;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.RetryableProviderException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// One call's wait for what comes next: one inbox for its place in the queue, the worker's words
/// and the request to stop, so that each of them wakes it up. One thread waits; any may deliver.
final class Turn implements AutoCloseable {
    private final String model;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final Duration patience;
    private final LongSupplier nanos;
    private final BlockingQueue<Event> inbox = new LinkedBlockingQueue<>();
    private final Cancellation.Registration registration;

    Turn(String model, CallContext context, Duration patience, LongSupplier nanos) {
        this.model = model;
        this.deadline = context.deadline();
        this.cancellation = context.cancellation();
        this.patience = patience;
        this.nanos = nanos;
        this.registration = cancellation.onCancel(() -> inbox.add(new Event.Stopped()));
    }

    void deliver(Event event) {
        inbox.add(event);
    }

    /// Goes on, unless the call has ended before it began.
    void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        cancellation.check();
        if (!deadline.left(nanos.getAsLong()).isPositive()) {
            throw late("the deadline passed", "it waited for its turn");
        }
    }

    /// Waits for what comes next.
    ///
    /// @throws CancellationException if the call is to stop
    /// @throws RetryableProviderException if the deadline passed, or nothing came for too long
    Event next(String during) throws InterruptedException {
        Duration left = deadline.left(nanos.getAsLong());
        Duration wait = left.compareTo(patience) < 0 ? left : patience;
        Event event = wait.isPositive() ? inbox.poll(wait.toNanos(), TimeUnit.NANOSECONDS) : null;
        if (event instanceof Event.Stopped || cancellation.isCancelled()) {
            deliverBack(event);
            throw new CancellationException(cancellation.reason().orElse("the model was closed"));
        }
        if (event == null) {
            throw deadline.left(nanos.getAsLong()).isPositive()
                    ? late("nothing came for %d s".formatted(patience.toSeconds()), during)
                    : late("the deadline passed", during);
        }
        return event;
    }

    /// What had come when the call stopped may be a place in the queue, which has to be given back.
    private void deliverBack(@Nullable Event event) {
        if (event != null) {
            inbox.add(event);
        }
    }

    /// What lies in the inbox, without waiting.
    @Nullable Event poll() {
        return inbox.poll();
    }

    /// Waits for the worker's next words after the call stopped, whatever stopped it.
    @Nullable Event poll(Duration limit) throws InterruptedException {
        return inbox.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private RetryableProviderException late(String what, String during) {
        return new RetryableProviderException(
                Trouble.TIMED_OUT,
                model,
                0,
                "%s: %s while %s".formatted(model, what, during),
                null,
                null);
    }

    @Override
    public void close() {
        registration.close();
    }
}
