/// Keeping what calls take within budgets.
@NullMarked
package dev.kbench.llm.budget;

import org.jspecify.annotations.NullMarked;
