package dev.kbench.bench;

import java.nio.file.Path;

/// What one pass does.
///
/// @param url the server's base address; empty where none is asked
/// @param samples how many
/// @param jobs how many in flight
/// @param folder where files go, empty at first unless the figure goes on with what lies there
record Work(String url, int samples, int jobs, Path folder) {}
