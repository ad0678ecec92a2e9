/// What a message carries.
@NullMarked
package dev.kbench.content;

import org.jspecify.annotations.NullMarked;
