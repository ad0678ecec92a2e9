/// Run files that lie on the disk: found, read, made into other formats.
@NullMarked
package dev.kbench.cli.files;

import org.jspecify.annotations.NullMarked;
