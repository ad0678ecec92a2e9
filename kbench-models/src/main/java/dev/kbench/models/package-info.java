/// Wire clients over HTTP, and the scripted demo models.
@NullMarked
package dev.kbench.models;

import org.jspecify.annotations.NullMarked;
