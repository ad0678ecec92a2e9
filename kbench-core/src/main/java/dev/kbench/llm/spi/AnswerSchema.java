package dev.kbench.llm.spi;

import static java.util.Objects.requireNonNull;

import dev.kbench.schema.JsonSchema;

/// The form that an answer is asked for in. A model that takes schemas is sent the schema; any
/// other is told by the instruction.
///
/// @param name what the answer is called, such as `Review`; letters, digits, `_` and `-`, at most
///   64
/// @param schema the form
/// @param instruction what a model that takes no schema is told instead, as the last message
public record AnswerSchema(String name, JsonSchema schema, String instruction) {
    /// Refuses a name that some provider refuses.
    public AnswerSchema {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "a schema's name must be at most 64 letters, digits, _ and -, got '%s'"
                            .formatted(name));
        }
        requireNonNull(schema, "schema: expected a schema, got null");
        requireNonNull(instruction, "instruction: expected a text, got null");
    }
}
