/// Sending a request again that came to nothing.
@NullMarked
package dev.kbench.llm.retry;

import org.jspecify.annotations.NullMarked;
