/// The seam behind which models lie: one request, one answer.
@NullMarked
package dev.kbench.llm.spi;

import org.jspecify.annotations.NullMarked;
