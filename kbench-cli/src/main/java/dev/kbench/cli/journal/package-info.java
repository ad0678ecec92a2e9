/// What the command shows and does with the journals of evaluations.
@NullMarked
package dev.kbench.cli.journal;

import org.jspecify.annotations.NullMarked;
