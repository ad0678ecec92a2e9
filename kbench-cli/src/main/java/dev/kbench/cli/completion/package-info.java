/// Scripts that let a shell complete the command's words.
@NullMarked
package dev.kbench.cli.completion;

import org.jspecify.annotations.NullMarked;
