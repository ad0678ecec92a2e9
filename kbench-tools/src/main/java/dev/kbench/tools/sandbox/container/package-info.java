/// Boxes of containers, made by Podman or Docker.
@NullMarked
package dev.kbench.tools.sandbox.container;

import org.jspecify.annotations.NullMarked;
