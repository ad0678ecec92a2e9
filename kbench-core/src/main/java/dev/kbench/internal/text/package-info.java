/// Text as it is shown: harmless on a terminal and in Markdown, and as wide as a terminal makes it.
@NullMarked
package dev.kbench.internal.text;

import org.jspecify.annotations.NullMarked;
