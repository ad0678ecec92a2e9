/// What the clients of all providers share: where a request goes and with which key, JSON on the
/// wire, what is no answer and what to say of it.
@NullMarked
package dev.kbench.models.wire;

import org.jspecify.annotations.NullMarked;
