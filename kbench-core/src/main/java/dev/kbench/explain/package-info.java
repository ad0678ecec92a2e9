/// Why a run is read back, or why it is made: the keys of planned runs beside those of runs that
/// are kept.
@NullMarked
package dev.kbench.explain;

import org.jspecify.annotations.NullMarked;
