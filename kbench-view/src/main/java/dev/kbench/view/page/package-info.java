/// The pages: what they show of runs, and the scripts and styles that go with them.
@NullMarked
package dev.kbench.view.page;

import org.jspecify.annotations.NullMarked;
