package dev.kbench.control;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/// Asks work to stop, once, and tells why. Work asks {@link #isCancelled}, or has an action run
/// when it happens.
///
/// Thread-safe.
public final class Cancellation {
    private final Object lock = new Object();
    private @Nullable String reason;
    private @Nullable Set<Waiting> actions = new LinkedHashSet<>();

    /// Makes one that nobody has asked for yet.
    public Cancellation() {}

    /// Asks to stop. Only the first call counts; its actions run in the calling thread, each
    /// whatever the others do.
    ///
    /// @param why what the user will read, such as `timed out after 30 s`
    /// @return true if this call was the first
    /// @throws IllegalStateException after all have run, if one of them failed; its cause is the
    ///   first failure, the others are suppressed ones
    public boolean cancel(String why) {
        Set<Waiting> toRun;
        synchronized (lock) {
            if (actions == null) {
                return false;
            }
            reason = why;
            toRun = actions;
            actions = null;
        }
        RuntimeException failed = null;
        for (Waiting waiting : toRun) {
            try {
                waiting.action.run();
            } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
                if (failed == null) {
                    failed = new IllegalStateException("an action failed on: " + why, e);
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
        return true;
    }

    /// Whether it was asked for.
    ///
    /// @return true once {@link #cancel} was called
    public boolean isCancelled() {
        synchronized (lock) {
            return actions == null;
        }
    }

    /// Why, once it was asked for.
    ///
    /// @return the reason, empty before
    public Optional<String> reason() {
        synchronized (lock) {
            return Optional.ofNullable(reason);
        }
    }

    /// Runs an action when the cancellation comes, or at once if it already came.
    ///
    /// @param action what to do; it must be quick
    /// @return closes to forget the action
    public Registration onCancel(Runnable action) {
        Waiting waiting = new Waiting(action);
        synchronized (lock) {
            if (actions != null) {
                actions.add(waiting);
                return waiting;
            }
        }
        action.run();
        return waiting;
    }

    /// Compared by identity: one action may wait twice.
    private final class Waiting implements Registration {
        private final Runnable action;

        Waiting(Runnable action) {
            this.action = action;
        }

        @Override
        public void close() {
            synchronized (lock) {
                if (actions != null) {
                    actions.remove(this);
                }
            }
        }
    }

    /// Goes on, or stops here.
    ///
    /// @throws CancellationException with the reason, if it was asked for
    public void check() {
        synchronized (lock) {
            if (actions == null) {
                throw new CancellationException(reason);
            }
        }
    }

    /// An action that waits for a cancellation.
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
