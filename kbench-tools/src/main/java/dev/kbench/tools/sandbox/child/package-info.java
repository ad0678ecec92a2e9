/// Child processes that are ended whole: starting, watching, ending and cleaning up, for every
/// provider.
@NullMarked
package dev.kbench.tools.sandbox.child;

import org.jspecify.annotations.NullMarked;
