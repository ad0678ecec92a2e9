/// Runs in a browser.
@NullMarked
package dev.kbench.view;

import org.jspecify.annotations.NullMarked;
