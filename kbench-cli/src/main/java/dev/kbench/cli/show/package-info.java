/// What the command shows: text made harmless, progress, conversations and tables of results.
@NullMarked
package dev.kbench.cli.show;

import org.jspecify.annotations.NullMarked;
