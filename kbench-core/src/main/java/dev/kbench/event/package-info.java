/// What happened, as records of ids and text, and who is told.
@NullMarked
package dev.kbench.event;

import org.jspecify.annotations.NullMarked;
