/// Running a benchmark file, and what the process exits with.
@NullMarked
package dev.kbench.cli.run;

import org.jspecify.annotations.NullMarked;
