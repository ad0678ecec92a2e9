/// The `kbench` command.
@NullMarked
package dev.kbench.cli;

import org.jspecify.annotations.NullMarked;
