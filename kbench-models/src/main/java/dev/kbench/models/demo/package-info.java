/// Scripted models, for trying out a benchmark without a language model.
@NullMarked
package dev.kbench.models.demo;

import org.jspecify.annotations.NullMarked;
