/// Tasks: reading a method once, binding its parameters, running it.
@NullMarked
package dev.kbench.task;

import org.jspecify.annotations.NullMarked;
