/// Benchmark files as notebooks, and the kernel that runs them.
@NullMarked
package dev.kbench.cli.notebook;

import org.jspecify.annotations.NullMarked;
