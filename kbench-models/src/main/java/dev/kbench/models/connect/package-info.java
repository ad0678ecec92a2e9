/// Which model an id names, where it is, with which key, and who speaks to it: providers and
/// connections of every vendor.
@NullMarked
package dev.kbench.models.connect;

import org.jspecify.annotations.NullMarked;
