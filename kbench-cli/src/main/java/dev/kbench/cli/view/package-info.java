/// Runs in a browser, as commands start it.
@NullMarked
package dev.kbench.cli.view;

import org.jspecify.annotations.NullMarked;
