/// What an answer must look like, and how it is read.
@NullMarked
package dev.kbench.schema;

import org.jspecify.annotations.NullMarked;
