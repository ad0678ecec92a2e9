package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import dev.kbench.schema.JsonSchema;

import java.util.regex.Pattern;

/// A tool as a model is told of it.
///
/// @param name letters, digits, `_` and `-`, at most 64 of them, no digit or `-` first: what every
///   provider takes
/// @param description what it does, for the model; may be empty
/// @param parameters the schema of the object that its arguments make up
public record ToolSpec(String name, String description, JsonSchema parameters) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    /// Refuses a name that some provider refuses.
    public ToolSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a tool's name must be at most 64 letters, digits, _ and -, none of the last two kinds but _ first, got '%s'"
                            .formatted(name.length() > 80 ? name.substring(0, 80) + "…" : name));
        }
        requireNonNull(description, "description: expected a text, got null");
        requireNonNull(parameters, "parameters: expected a schema, got null");
    }

    /// Whether it takes anything at all.
    ///
    /// @return false for a tool without parameters
    public boolean hasParameters() {
        return !parameters.properties().isEmpty();
    }
}
