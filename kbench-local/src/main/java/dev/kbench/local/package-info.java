/// A real model in the JVM: GGUF files through llama.cpp.
@NullMarked
package dev.kbench.local;

import org.jspecify.annotations.NullMarked;
