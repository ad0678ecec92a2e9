package dev.kbench.internal.context;

import java.util.function.Supplier;

/// A place for one package's own state in a {@link RunScope}: the scope keeps it without knowing
/// what it means.
///
/// Compared by identity.
///
/// @param <T> what lies there
public final class Slot<T> {
    private final Supplier<T> initial;

    /// Makes a place.
    ///
    /// @param initial what a scope holds there at first
    public Slot(Supplier<T> initial) {
        this.initial = initial;
    }

    T first() {
        return initial.get();
    }
}
