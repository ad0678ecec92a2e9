/// Which method a reference names, and what can be known of it.
@NullMarked
package dev.kbench.internal.method;

import org.jspecify.annotations.NullMarked;
