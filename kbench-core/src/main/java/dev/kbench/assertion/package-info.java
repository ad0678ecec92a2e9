/// Assertions, which record and go on.
@NullMarked
package dev.kbench.assertion;

import org.jspecify.annotations.NullMarked;
