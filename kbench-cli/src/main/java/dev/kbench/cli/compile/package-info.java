/// From a benchmark file to its classes: compiled in memory, kept in a cache.
@NullMarked
package dev.kbench.cli.compile;

import org.jspecify.annotations.NullMarked;
