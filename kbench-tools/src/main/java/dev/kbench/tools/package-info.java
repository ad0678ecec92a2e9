/// Running what a model wrote: Python scripts and sessions, in a box.
@NullMarked
package dev.kbench.tools;

import org.jspecify.annotations.NullMarked;
