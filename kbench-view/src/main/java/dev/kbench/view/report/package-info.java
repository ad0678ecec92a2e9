/// Reports of runs as one file.
@NullMarked
package dev.kbench.view.report;

import org.jspecify.annotations.NullMarked;
