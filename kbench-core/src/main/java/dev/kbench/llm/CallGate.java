package dev.kbench.llm;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/// Keeps every model of the process from being asked while it is shut, whoever made the model and
/// whichever thread asks.
///
/// Thread-safe.
public final class CallGate implements AutoCloseable {
    private static final AtomicReference<@Nullable CallGate> SHUT = new AtomicReference<>();

    private final String reason;

    private CallGate(String reason) {
        this.reason = reason;
    }

    /// Shuts it.
    ///
    /// @param reason what whoever asks a model is told
    /// @return closes to open it again
    /// @throws IllegalStateException if it is shut already
    public static CallGate shut(String reason) {
        CallGate gate = new CallGate(requireNonNull(reason, "reason: expected a text, got null"));
        if (!SHUT.compareAndSet(null, gate)) {
            throw new IllegalStateException("models are kept from being asked already");
        }
        return gate;
    }

    static void check() {
        CallGate gate = SHUT.get();
        if (gate != null) {
            throw new IllegalStateException(gate.reason);
        }
    }

    @Override
    public void close() {
        SHUT.compareAndSet(this, null);
    }
}
