/// Testing benchmarks without a model.
@NullMarked
package dev.kbench.testing;

import org.jspecify.annotations.NullMarked;
