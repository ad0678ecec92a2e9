/// The words of a command line: what a command takes, how it is read, and how it is shown.
@NullMarked
package dev.kbench.cli.args;

import org.jspecify.annotations.NullMarked;
