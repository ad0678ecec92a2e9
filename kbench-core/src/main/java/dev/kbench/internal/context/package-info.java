/// The current run of a thread, what it owns, and who keeps its deadline.
@NullMarked
package dev.kbench.internal.context;

import org.jspecify.annotations.NullMarked;
