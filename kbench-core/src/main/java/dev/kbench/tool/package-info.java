/// What models may call.
@NullMarked
package dev.kbench.tool;

import org.jspecify.annotations.NullMarked;
