/// The index over journals and run files: what is searched, sorted and counted. The rows themselves
/// are read from where they are kept, and the index can be deleted at any time.
@NullMarked
package dev.kbench.view.index;

import org.jspecify.annotations.NullMarked;
