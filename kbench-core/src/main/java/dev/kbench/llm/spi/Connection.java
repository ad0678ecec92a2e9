package dev.kbench.llm.spi;

import dev.kbench.key.ModelRef;

/// A model within reach.
///
/// @param ref which model
/// @param wireModel the model's name as the provider knows it, such as `smollm2` for
///   `openai:smollm2`
/// @param client what reaches it
/// @param note what must be said wherever the model is shown, such as that it is no language model;
///   may be empty
public record Connection(ModelRef ref, String wireModel, ModelClient client, String note) {}
