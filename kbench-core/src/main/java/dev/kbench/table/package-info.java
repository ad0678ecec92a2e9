/// Tables and data sets: where rows come from, and what is asked of a column.
@NullMarked
package dev.kbench.table;

import org.jspecify.annotations.NullMarked;
