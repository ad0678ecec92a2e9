/// What may end a job early: its deadline, and a cancellation.
@NullMarked
package dev.kbench.control;

import org.jspecify.annotations.NullMarked;
