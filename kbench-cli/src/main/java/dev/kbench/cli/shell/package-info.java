/// What a command is given: streams, environment, directory; and how it refuses.
@NullMarked
package dev.kbench.cli.shell;

import org.jspecify.annotations.NullMarked;
