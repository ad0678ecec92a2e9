/// Python: finding it, its code in answers, its sessions.
@NullMarked
package dev.kbench.tools.python;

import org.jspecify.annotations.NullMarked;
