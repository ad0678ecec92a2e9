/// Writing a `.env` file.
@NullMarked
package dev.kbench.cli.setup;

import org.jspecify.annotations.NullMarked;
