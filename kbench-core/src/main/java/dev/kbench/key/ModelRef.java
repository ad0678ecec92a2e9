package dev.kbench.key;

/// Which model.
///
/// @param id the id
public record ModelRef(String id) {}
