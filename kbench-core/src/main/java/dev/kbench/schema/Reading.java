package dev.kbench.schema;

import java.util.List;

/// An answer that was read.
///
/// @param value the value it gives
/// @param repairs what had to be put up with to read it, in words, in order; empty where the answer
///   is exactly what was asked for
/// @param <T> what a reading gives
public record Reading<T>(T value, List<String> repairs) {
    /// Copies the list.
    public Reading {
        repairs = List.copyOf(repairs);
    }
}
