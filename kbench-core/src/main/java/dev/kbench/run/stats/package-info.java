/// What many numbers come to, and how sure that is: means over rows, errors, intervals, pass@k.
@NullMarked
package dev.kbench.run.stats;

import org.jspecify.annotations.NullMarked;
