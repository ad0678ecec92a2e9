/// Calls to models on disk: written as they are made, and answered without a model.
@NullMarked
package dev.kbench.recording;

import org.jspecify.annotations.NullMarked;
