/// The user's source text: what a method says about itself, and the line an assertion stands on.
@NullMarked
package dev.kbench.internal.source;

import org.jspecify.annotations.NullMarked;
