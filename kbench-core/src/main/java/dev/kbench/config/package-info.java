/// The settings of a process: environment variables and a `.env` file.
@NullMarked
package dev.kbench.config;

import org.jspecify.annotations.NullMarked;
