/// The child process that runs llama.cpp, and what it says to its parent. Needs nothing but the JDK
/// and the llama.cpp binding, since it is started on a class path of these two.
@NullMarked
package dev.kbench.local.worker;

import org.jspecify.annotations.NullMarked;
