/// The seam behind which jobs are run.
@NullMarked
package dev.kbench.evaluate.spi;

import org.jspecify.annotations.NullMarked;
