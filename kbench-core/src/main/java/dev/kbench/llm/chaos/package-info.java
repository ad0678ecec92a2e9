/// Faults on purpose, so that a benchmark can be tried against a bad day of its provider.
@NullMarked
package dev.kbench.llm.chaos;

import org.jspecify.annotations.NullMarked;
