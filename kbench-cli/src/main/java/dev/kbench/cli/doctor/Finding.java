package dev.kbench.cli.doctor;

/// What one look at the machine came to.
///
/// @param what what was looked at, such as `Python`
/// @param there whether it is there and works
/// @param text what was found; where it is not there, what is wrong and what to do
record Finding(String what, boolean there, String text) {}
