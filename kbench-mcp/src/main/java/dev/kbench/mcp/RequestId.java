package dev.kbench.mcp;

import org.jspecify.annotations.Nullable;

/// Carries a request's id from where it is sent to where it is waited for.
final class RequestId {
    private volatile @Nullable Object id;

    void set(Object value) {
        id = value;
    }

    @Nullable Object get() {
        return id;
    }
}
