/// What a process or a test works with: settings, models, listeners, files.
@NullMarked
package dev.kbench.workspace;

import org.jspecify.annotations.NullMarked;
