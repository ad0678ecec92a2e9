/// Measurements: a cheap server in a process of its own, a bare loop, and kbench's engine.
@NullMarked
package dev.kbench.bench;

import org.jspecify.annotations.NullMarked;
