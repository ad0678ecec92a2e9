/// What every implementation of a seam must hold; its tests extend these classes.
@NullMarked
package dev.kbench.contract;

import org.jspecify.annotations.NullMarked;
