/// OpenAI's Responses: requests, answers, streams.
@NullMarked
package dev.kbench.models.responses;

import org.jspecify.annotations.NullMarked;
