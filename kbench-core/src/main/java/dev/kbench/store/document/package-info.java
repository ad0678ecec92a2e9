/// Runs and conversations as bytes, and back: what the journal holds.
@NullMarked
package dev.kbench.store.document;

import org.jspecify.annotations.NullMarked;
