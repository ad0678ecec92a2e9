package dev.kbench.tools.sandbox;

import java.time.Duration;

/// What came of a program in a box.
///
/// @param ending how it came to its end
/// @param exitCode its exit code; 128 and the signal's number where a signal ended it, so 137 for
///   every program that was ended from outside
/// @param stdout what it wrote to its standard output
/// @param stderr what it wrote to its standard error
/// @param duration how long it took from the start of its box
public record SandboxResult(
        Ending ending, int exitCode, Captured stdout, Captured stderr, Duration duration) {}
