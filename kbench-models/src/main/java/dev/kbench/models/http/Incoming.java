package dev.kbench.models.http;

import dev.kbench.models.http.TransportException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A body on its way: the HTTP client's thread puts buffers in, the caller's takes them out. The
/// next ones are asked for when those that came are taken, so that a slow taker slows the server.
///
/// Thread-safe; one taker.
final class Incoming implements BodySubscriber<Incoming> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ByteBuffer> buffers = new ArrayDeque<>();
    private final long limit;
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean ended;
    private boolean unwanted;
    private long taken;

    Incoming(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Incoming> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        boolean cancelled;
        lock.lock();
        try {
            subscription = to;
            cancelled = unwanted;
        } finally {
            lock.unlock();
        }
        if (cancelled) {
            to.cancel();
        } else {
            to.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> next) {
        Flow.Subscription more = null;
        lock.lock();
        try {
            if (unwanted) {
                more = subscription;
            } else {
                buffers.addAll(next);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
        if (more != null) {
            more.request(1);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        end(thrown);
    }

    @Override
    public void onComplete() {
        end(null);
    }

    private void end(@Nullable Throwable thrown) {
        lock.lock();
        try {
            failure = thrown;
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next bytes.
    ///
    /// @param until the moment of `System.nanoTime` to wait for
    /// @return the bytes, null at the end
    /// @throws TransportException if the connection broke, time is up, or it was too much
    @Nullable ByteBuffer next(long until) throws TransportException, InterruptedException {
        Flow.Subscription more = null;
        ByteBuffer next;
        lock.lockInterruptibly();
        try {
            while (buffers.isEmpty() && !ended) {
                if (more == null) {
                    more = subscription;
                    if (more != null) {
                        askFor(more);
                        continue;
                    }
                }
                long left = until - System.nanoTime();
                if (left <= 0) {
                    throw new TransportException(Kind.TIMED_OUT, new TimeoutException());
                }
                changed.await(left, TimeUnit.NANOSECONDS);
            }
            next = buffers.poll();
            if (next == null && failure != null) {
                throw Causes.of(failure);
            }
        } finally {
            lock.unlock();
        }
        taken += next == null ? 0 : next.remaining();
        if (taken > limit) {
            throw new TransportException(
                    Kind.TOO_LARGE, new IOException("more than " + limit + " bytes"));
        }
        return next;
    }

    /// Asks outside of the lock: the HTTP client may give the bytes at once, in this thread.
    private void askFor(Flow.Subscription more) {
        lock.unlock();
        try {
            more.request(1);
        } finally {
            lock.lock();
        }
    }

    /// Has what still comes thrown away, so that the connection can be used again.
    ///
    /// @return whether the end came within the time
    boolean drain(long nanos) throws InterruptedException {
        Flow.Subscription more;
        lock.lock();
        try {
            unwanted = true;
            buffers.clear();
            more = subscription;
        } finally {
            lock.unlock();
        }
        if (more != null) {
            more.request(1);
        }
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /// Breaks the connection off. A taker that waits gets the end.
    void cancel() {
        Flow.Subscription to;
        lock.lock();
        try {
            unwanted = true;
            buffers.clear();
            to = subscription;
            if (!ended) {
                failure = new IOException("broken off");
                ended = true;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (to != null) {
            to.cancel();
        }
    }
}
