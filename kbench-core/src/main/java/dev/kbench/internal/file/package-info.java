/// Files and folders that programs left behind.
@NullMarked
package dev.kbench.internal.file;

import org.jspecify.annotations.NullMarked;
