/// Messages, who sends them, and the history they make.
@NullMarked
package dev.kbench.chat;

import org.jspecify.annotations.NullMarked;
