/// Boxes of Linux namespaces, made by bubblewrap: no root, no daemon, no image.
@NullMarked
package dev.kbench.tools.sandbox.bubblewrap;

import org.jspecify.annotations.NullMarked;
