/// Programs without a box, for those who ask for it.
@NullMarked
package dev.kbench.tools.sandbox.plain;

import org.jspecify.annotations.NullMarked;
