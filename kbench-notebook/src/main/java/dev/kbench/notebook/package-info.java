/// A kernel for Jupyter, as a program on a class path of its own.
@NullMarked
package dev.kbench.notebook;

import org.jspecify.annotations.NullMarked;
