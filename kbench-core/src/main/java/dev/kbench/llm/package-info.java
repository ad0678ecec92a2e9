/// Asking a language model.
@NullMarked
package dev.kbench.llm;

import org.jspecify.annotations.NullMarked;
