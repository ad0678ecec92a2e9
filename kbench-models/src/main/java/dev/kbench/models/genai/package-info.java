/// Google's generateContent: requests, answers, streams, schemas.
@NullMarked
package dev.kbench.models.genai;

import org.jspecify.annotations.NullMarked;
