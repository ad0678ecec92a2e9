/// New benchmark projects.
@NullMarked
package dev.kbench.cli.project;

import org.jspecify.annotations.NullMarked;
