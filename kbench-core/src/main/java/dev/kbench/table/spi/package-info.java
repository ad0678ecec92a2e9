/// The seam behind which files of tables are read.
@NullMarked
package dev.kbench.table.spi;

import org.jspecify.annotations.NullMarked;
