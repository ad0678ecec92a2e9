/// A program that fetches the libraries which a benchmark file asks for. It runs in a process of
/// its own, so that neither benchmarks nor the command have Maven's resolver, and what that needs,
/// on their paths.
@NullMarked
package dev.kbench.libraries;

import org.jspecify.annotations.NullMarked;
