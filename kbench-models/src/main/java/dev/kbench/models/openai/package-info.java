/// The client of OpenAI-compatible chat completions: requests, answers, errors, endpoints.
@NullMarked
package dev.kbench.models.openai;

import org.jspecify.annotations.NullMarked;
