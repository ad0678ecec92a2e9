package dev.kbench.run;

import java.time.Duration;
import java.time.Instant;

/// When a run began and how long it took.
///
/// @param start when it began
/// @param duration how long it took
public record Timing(Instant start, Duration duration) {}
