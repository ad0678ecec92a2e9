/// Rooms where several models, scripts and people talk, each with its own view of what was said.
@NullMarked
package dev.kbench.room;

import org.jspecify.annotations.NullMarked;
