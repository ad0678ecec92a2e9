/// Waiting for a turn: how many calls a model takes, told or found out.
@NullMarked
package dev.kbench.llm.limit;

import org.jspecify.annotations.NullMarked;
