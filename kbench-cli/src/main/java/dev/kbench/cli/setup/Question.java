package dev.kbench.cli.setup;

/// One setting that `kbench init` writes.
///
/// @param option the option that gives it
/// @param variable the variable it is written as
/// @param label what to put for its value in a help text
/// @param text what it is, in words
/// @param secret whether it must not be shown
public record Question(String option, String variable, String label, String text, boolean secret) {}
