/// One run whole, of a journal or of a run file, as what a page or a report shows of it.
@NullMarked
package dev.kbench.view.run;

import org.jspecify.annotations.NullMarked;
