package dev.kbench.models.openai;

import dev.kbench.event.Usage;

/// A chat completion as it came, as far as it is understood.
///
/// @param text the answer's text; a refusal's words where there is no other
/// @param reasoning the model's reasoning, empty where it gave none
/// @param finishReason the provider's word, empty where it gave none
/// @param usage what the call used
record Completion(String text, String reasoning, String finishReason, Usage usage) {}
