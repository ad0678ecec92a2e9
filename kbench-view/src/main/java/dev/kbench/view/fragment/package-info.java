/// What stands for a value inside another document, such as the output of a notebook's cell.
@NullMarked
package dev.kbench.view.fragment;

import org.jspecify.annotations.NullMarked;
