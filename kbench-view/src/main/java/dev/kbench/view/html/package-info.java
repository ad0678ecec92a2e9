/// HTML that is escaped by construction: there is no way to write markup but by an element, and
/// none to write a script or a style into one.
@NullMarked
package dev.kbench.view.html;

import org.jspecify.annotations.NullMarked;
