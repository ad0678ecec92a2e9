/// Where runs go: the platform's files, written atomically.
@NullMarked
package dev.kbench.store;

import org.jspecify.annotations.NullMarked;
