/// Running many: plans, engines, data.
@NullMarked
package dev.kbench.evaluate;

import org.jspecify.annotations.NullMarked;
