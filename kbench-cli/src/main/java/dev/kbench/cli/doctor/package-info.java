/// What this machine has of what benchmarks may need.
@NullMarked
package dev.kbench.cli.doctor;

import org.jspecify.annotations.NullMarked;
