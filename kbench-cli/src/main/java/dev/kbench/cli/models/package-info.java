/// What models are configured, and which of them answers.
@NullMarked
package dev.kbench.cli.models;

import org.jspecify.annotations.NullMarked;
