/// Where programs run that nobody has vouched for: what a box guarantees, what is asked of it, what
/// came of a run in it.
@NullMarked
package dev.kbench.tools.sandbox;

import org.jspecify.annotations.NullMarked;
