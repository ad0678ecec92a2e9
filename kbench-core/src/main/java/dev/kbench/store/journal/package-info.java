/// The journal of an evaluation: what ran, on disk before it is reported. It stores bytes, and
/// knows nothing of tasks, models or engines.
@NullMarked
package dev.kbench.store.journal;

import org.jspecify.annotations.NullMarked;
