/// The current run of a thread, and what it owns.
@NullMarked
package dev.kbench.internal.context;

import org.jspecify.annotations.NullMarked;
