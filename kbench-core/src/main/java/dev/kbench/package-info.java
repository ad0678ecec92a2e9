/// What a benchmark file reaches with one static import: {@link dev.kbench.Kbench}.
@NullMarked
package dev.kbench;

import org.jspecify.annotations.NullMarked;
