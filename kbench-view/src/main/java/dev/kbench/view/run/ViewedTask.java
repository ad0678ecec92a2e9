package dev.kbench.view.run;

/// What is known of a run's task.
///
/// @param name its name
/// @param description what it does; may be empty
/// @param version its version; 0 where nothing tells it
/// @param definition its source text at that version; empty where it is not to be had
public record ViewedTask(String name, String description, int version, String definition) {}
