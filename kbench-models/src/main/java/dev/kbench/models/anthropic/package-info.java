/// Anthropic's Messages: requests, answers, streams, schemas.
@NullMarked
package dev.kbench.models.anthropic;

import org.jspecify.annotations.NullMarked;
