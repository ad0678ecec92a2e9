/// What calls cost, by the user's prices.
@NullMarked
package dev.kbench.llm.price;

import org.jspecify.annotations.NullMarked;
