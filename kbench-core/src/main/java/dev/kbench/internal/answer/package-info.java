/// JSON in what a model wrote: where it stands, and what it says.
@NullMarked
package dev.kbench.internal.answer;

import org.jspecify.annotations.NullMarked;
