package dev.kbench.models.wire;

import dev.kbench.control.Cancellation;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Has the first call with a set of parameters go ahead, and others with the same set wait until it
/// has come through or for a short while: a server refuses a parameter at once, and one refusal is
/// enough for hundreds of calls that begin together.
///
/// Thread-safe.
final class Scouts {
    private final Duration most;
    private final ConcurrentHashMap<Set<String>, CompletableFuture<Void>> scouts =
            new ConcurrentHashMap<>();

    /// Makes one.
    ///
    /// @param most how long a call waits for a scout
    Scouts(Duration most) {
        this.most = most;
    }

    /// A call's place.
    interface Pass extends AutoCloseable {
        /// The call has come through, or has failed in another way.
        @Override
        void close();
    }

    /// Lets a call begin.
    ///
    /// @param parameters the parameters' names
    /// @param cancellation what may end the wait
    /// @return to be closed when the call has ended
    /// @throws InterruptedException if the thread was interrupted
    Pass enter(Collection<String> parameters, Cancellation cancellation)
            throws InterruptedException {
        Set<String> names = Set.copyOf(parameters);
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> first = scouts.putIfAbsent(names, mine);
        if (first == null) {
            return () -> mine.complete(null);
        }
        if (!first.isDone()) {
            CompletableFuture<Void> over = first.copy();
            try (Cancellation.Registration _ = cancellation.onCancel(() -> over.complete(null))) {
                over.get(most.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return () -> {};
            }
        }
        return () -> {};
    }
}
