/// What a run came to, and what many runs come to.
@NullMarked
package dev.kbench.run;

import org.jspecify.annotations.NullMarked;
