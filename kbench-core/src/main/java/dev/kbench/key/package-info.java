/// Names of things that outlive a process: tasks, models, samples, runs, and the one digest over
/// them.
@NullMarked
package dev.kbench.key;

import org.jspecify.annotations.NullMarked;
